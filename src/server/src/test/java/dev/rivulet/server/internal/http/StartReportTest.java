/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.server.internal.config.Settings;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is said when an application starts, and what is done where its web fragment was not read. */
class StartReportTest {

    private final FakeServlets servlets = new FakeServlets();
    private final Settings settings = Settings.load(Set.of());

    @Test
    void threeLinesSayWhichChannelsWhoMayHaveThemAndWhichWayTheyGo() {
        try (LoggedLines log = new LoggedLines(StartReport.class)) {
            StartReport report = new StartReport(settings, Set.of("prices", "orders"), true);
            report.applicationStarted();
            report.started(new WebModule("/shop", false));
            report.started(new WebModule("/shop", false));

            assertThat(log.lines()).hasSize(3);
            assertThat(log.lines().get(0))
                    .startsWith("INFO Rivulet ")
                    .contains("starts with the channels [orders, prices]");
            assertThat(log.lines().get(1))
                    .startsWith("INFO Channels that clients name are decided on by the application's ChannelPolicy")
                    .contains("pages of other origins may read no stream (rivulet.cors.origins)");
            assertThat(log.lines().get(2))
                    .isEqualTo("INFO Streams of /shop go out through the servlet output, non-blocking");
        }
    }

    @Test
    void withoutAPolicyItSaysWhatToWrite() {
        try (LoggedLines log = new LoggedLines(StartReport.class)) {
            new StartReport(settings, Set.of(), false).applicationStarted();

            assertThat(log.lines())
                    .element(1)
                    .asString()
                    .contains("are refused (403), since the application has no ChannelPolicy: a bean that implements"
                            + " dev.rivulet.server.spi.ChannelPolicy lets them in");
        }
    }

    @Test
    void whichOfApplicationAndModuleIsFirstDependsOnTheServer() {
        try (LoggedLines log = new LoggedLines(StartReport.class)) {
            StartReport report = new StartReport(settings, Set.of(), true);
            report.started(new WebModule("/shop", false));
            report.applicationStarted();

            assertThat(log.lines()).hasSize(3);
            assertThat(log.lines().get(0)).contains("starts with no channel");
            assertThat(log.lines().get(2)).startsWith("INFO Streams of /shop");
        }
    }

    @Test
    void aFragmentThatWasNotReadIsMadeUpForWhileTheApplicationStarts() {
        new WebStart().onStartup(null, servlets.application);

        assertThat(servlets.added)
                .containsExactly(
                        "filter HandOverFilter", "async true", "mapped first to /*", "listener SessionListener");
        new WebStart().onStartup(null, servlets.application);
        assertThat(servlets.added).hasSize(4);
    }

    @Test
    void aStreamThatPassesNoFilterSaysTheLinesForWebXmlOnce() {
        try (LoggedLines log = new LoggedLines(WebModule.class)) {
            WebModule.streamPassesNoFilter(servlets.application);
            WebModule.streamPassesNoFilter(servlets.application);

            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .startsWith("WARNING Streams of /shop go out through SseEventSink")
                    .contains("Rivulet's web fragment was not read")
                    .contains("<filter-class>" + HandOverFilter.class.getName() + "</filter-class>")
                    .contains("<async-supported>true</async-supported>")
                    .contains("<listener-class>" + SessionListener.class.getName() + "</listener-class>");
        }
    }

    @Test
    void whereTheFilterHasStartedASinksWayIsNotItsFault() {
        WebModule.hasFilter(servlets.application);
        try (LoggedLines log = new LoggedLines(WebModule.class)) {
            WebModule.streamPassesNoFilter(servlets.application);

            assertThat(log.lines()).isEmpty();
        }
    }

    @Test
    void whereTheServersWritesBlockTheSettingForTheirThreadsIsNamed() {
        try (LoggedLines log = new LoggedLines(StartReport.class)) {
            new StartReport(settings, Set.of(), true).started(new WebModule("/shop", true));

            assertThat(log.lines())
                    .last()
                    .isEqualTo("INFO Streams of /shop go out through the servlet output, each write by one of"
                            + " rivulet.sink.threads, since this server's writes block");
        }
    }

    @Test
    void modulesThatShareANodeAreToldOf() {
        StartReport report = new StartReport(settings, Set.of(), true);
        try (LoggedLines log = new LoggedLines(StartReport.class)) {
            report.started(new WebModule("/shop", false));
            report.started(new WebModule("/desk", false));

            assertThat(log.lines())
                    .last()
                    .asString()
                    .startsWith("INFO The modules [/shop, /desk] share one node")
                    .contains("WEB-INF/lib");
        }
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.it.app.broken.EarOfTwoWords;
import dev.rivulet.it.app.broken.ForgedName;
import dev.rivulet.it.app.broken.HiddenPayload;
import dev.rivulet.it.app.broken.No;
import dev.rivulet.it.app.broken.PublicNews;
import dev.rivulet.it.app.broken.Sometimes;
import dev.rivulet.it.app.broken.TwoWords;
import dev.rivulet.it.app.broken.Unstreamed;
import dev.rivulet.it.app.broken.WithoutChannel;
import dev.rivulet.it.app.broken.Yes;
import dev.rivulet.it.support.PayaraMicroProcess;
import dev.rivulet.it.support.RawStream;
import dev.rivulet.it.support.Wars;
import java.nio.file.Path;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Mistakes that a deployment must not survive, and what the operator reads about them. One server has them all. */
class DeploymentFaultsIT {

    private static final String PROBE = "probe.txt";

    private static PayaraMicroProcess server;

    @BeforeAll
    static void startServer() {
        server = new PayaraMicroProcess(
                        "deployment-faults",
                        saved(Wars.withRivulet(
                                "bad-duration", "rivulet.stream.heartbeat=soon", "rivulet.stream.retry=never")),
                        saved(Wars.withRivulet("bad-number", "rivulet.channel.news.history.events=0")),
                        saved(Wars.withRivulet("bad-name").addClass(TwoWords.class)),
                        saved(Wars.withRivulet("two-policies").addClasses(Yes.class, No.class)),
                        saved(Wars.withRivulet("one-policy")
                                .addClasses(Yes.class, Sometimes.class, Sometimes.Asked.class)),
                        saved(Wars.withRivulet("forged-name").addClasses(ForgedName.class, ForgedName.Gap.class)),
                        saved(Wars.withRivulet("bad-ear").addClass(EarOfTwoWords.class)),
                        saved(Wars.withRivulet("without-channel").addClass(WithoutChannel.class)),
                        saved(Wars.withRivulet("hidden").addClasses(HiddenPayload.class, hidden())),
                        saved(Wars.withRivulet("unstreamed").addClasses(Unstreamed.class, Unstreamed.News.class)),
                        saved(Wars.withRivulet(
                                        "good",
                                        "rivulet.heartbeat=PT1S",
                                        "rivulet.channel.publicnews.history.events=5",
                                        "rivulet.channel.user-*.history.age=PT1H")
                                .addClass(PublicNews.class)))
                .withVariable("RIVULET_STREAM_HEARBEAT", "1s")
                .start();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @Test
    void settingsThatAreNoDurationsAreAllNamedWithTheirValuesAndWhatIsAllowed() {
        assertNotDeployed("bad-duration");
        assertThat(server.log())
                .contains("Setting rivulet.stream.heartbeat is \"soon\", but allowed is a duration such as")
                .contains("from 100ms to 1d")
                .contains("Setting rivulet.stream.retry is \"never\", but allowed is a duration such as");
    }

    @Test
    void aSettingOutOfBoundsIsNamedWithItsValueAndWhatIsAllowed() {
        assertNotDeployed("bad-number");
        assertThat(server.log())
                .contains(
                        "Setting rivulet.channel.news.history.events is \"0\", but allowed is a whole number from 1 to");
    }

    @Test
    void aChannelNameThatIsNoneIsNamedWithItsInjectionPoint() {
        assertNotDeployed("bad-name");
        assertThat(server.log())
                .contains("Channel name \"two words\" is not 1 to 128 characters")
                .containsPattern("TwoWords\\.events[^\\n]*two words");
    }

    @Test
    void twoPoliciesAreOneTooMany() {
        assertNotDeployed("two-policies");
        assertThat(server.log())
                .containsPattern(
                        "One ChannelPolicy decides, but the application has several: [^\\n]*" + Yes.class.getName());
    }

    @Test
    void aPolicyBehindAQualifierIsNoSecondOne() {
        assertThat(statusOf("one-policy")).isEqualTo(200);
    }

    @Test
    void settingsThatAreMisspeltAreWarnedAboutWithWhatIsMeant() {
        assertThat(server.log())
                .contains("Setting rivulet.heartbeat is unknown and has no effect: is rivulet.stream.heartbeat meant?")
                .contains("Environment variable RIVULET_STREAM_HEARBEAT is unknown and has no effect: is"
                        + " RIVULET_STREAM_HEARTBEAT meant?")
                .contains("Setting rivulet.channel.publicnews.history.events is for a channel that no injection point"
                        + " names: is public-news meant?")
                .doesNotContain("user-*", "rivulet.stream.hearbeat");
        assertThat(statusOf("good")).isEqualTo(200);
    }

    @Test
    void anEventNameOfRivuletsOwnIsNamedWithItsClassAndTheRule() {
        assertNotDeployed("forged-name");
        assertThat(server.log())
                .containsPattern(
                        "ForgedName\\.events[^\\n]*@EventName of [^\\n]*Gap[^\\n]*\"rivulet:gap\" begins with");
    }

    @Test
    void anObserverOfAChannelThatCannotBeIsNamed() {
        assertNotDeployed("bad-ear");
        assertThat(server.log()).containsPattern("EarOfTwoWords[^\\n]*Channel name \"two words\" is not 1 to 128");
    }

    @Test
    void anInjectedChannelWithoutANameIsToldWhatItNeeds() {
        assertNotDeployed("without-channel");
        assertThat(server.log())
                .containsPattern(
                        "WithoutChannel\\.channel[^\\n]*does not say which channel: annotate it with @Channel\\(\"name\"\\)");
    }

    @Test
    void aPayloadThatIsNotPublicIsAWarningThatSaysWhatToDo() {
        assertThat(statusOf("hidden")).isEqualTo(200);
        assertThat(server.log())
                .containsPattern("HiddenPayload\\.events[^\\n]*fires [^\\n]*Unseen, which is not public, and"
                        + " JSON-B reads public classes only: make it public");
    }

    @Test
    void anEventThatIsMeantForAChannelButHasNoneIsTold() {
        assertThat(statusOf("unstreamed")).isEqualTo(200);
        assertThat(server.log()).containsPattern("Unstreamed\\.events[^\\n]*without @Channel no stream carries it");
    }

    @Test
    void anApplicationWithoutBeansIsToldWhatBeansNeed() {
        assertThat(server.log())
                .contains("No bean of this application has a channel injected")
                .contains("bean-discovery-mode");
    }

    private static Class<?> hidden() {
        return HiddenPayload.class.getDeclaredClasses()[0];
    }

    private static Path saved(WebArchive war) {
        return Wars.saved(war.addAsWebResource(new StringAsset("deployed"), PROBE));
    }

    private static void assertNotDeployed(String name) {
        assertThat(statusOf(name)).isEqualTo(404);
    }

    private static int statusOf(String name) {
        try (RawStream answer = server.app(name).stream(PROBE)) {
            return answer.status();
        }
    }
}

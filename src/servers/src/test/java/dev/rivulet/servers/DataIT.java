/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.servers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.it.app.ChannelsResource;
import dev.rivulet.it.app.CsvWriter;
import dev.rivulet.it.app.Desk;
import dev.rivulet.it.app.Loopback;
import dev.rivulet.it.app.Row;
import dev.rivulet.it.app.TestApplication;
import dev.rivulet.it.app.Transactions;
import dev.rivulet.it.support.RawStream;
import dev.rivulet.it.support.Wars;
import dev.rivulet.server.Channel;
import dev.rivulet.server.EventChannel;
import dev.rivulet.server.ServerSentEvent;
import dev.rivulet.servers.app.ServerResources;
import dev.rivulet.servers.app.data.Person;
import dev.rivulet.servers.app.data.StartUp;
import dev.rivulet.servers.app.data.Timer;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Data on a stream is what the application's responses are, from whichever thread it is published. */
@ArquillianTest
@Tag("inside")
class DataIT {

    private static final ServerSentEvent CSV = ServerSentEvent.builder()
            .mediaType(new MediaType("text", "csv"))
            .data(new Row(List.of("a", "b")))
            .build();

    @Inject
    @Channel("data")
    EventChannel channel;

    @Inject
    @Channel("data")
    Event<Object> events;

    @Inject
    Transactions transactions;

    @Inject
    StartUp startUp;

    @Inject
    Timer timer;

    @Inject
    ServerResources server;

    @Inject
    Loopback loopback;

    private String json;

    @Deployment
    static WebArchive application() {
        return Wars.withTestLibraries(Wars.withClient(Wars.withRivulet("data")
                .addPackage(Person.class.getPackage())
                .addClasses(
                        ChannelsResource.class,
                        CsvWriter.class,
                        Desk.class,
                        Loopback.class,
                        Row.class,
                        ServerResources.class,
                        TestApplication.class,
                        Transactions.class)));
    }

    @BeforeEach
    void askForJsonOfAResponse() {
        json = loopback.api().get("people/ada");
        assertThat(json).contains("first_name", "10.12.1815", "null");
    }

    @Test
    void requestPublishesJsonAsResponsesHaveIt() throws Exception {
        assertWritten(Runnable::run, this::publish);
    }

    @Test
    void threadOfAnExecutorPublishesJsonAsResponsesHaveIt() throws Exception {
        assertWritten(server.executor(), this::publish);
    }

    @Test
    void rawThreadPublishesJsonAsResponsesHaveIt() throws Exception {
        assertWritten(work -> new Thread(work).start(), this::publish);
    }

    @Test
    void timerPublishesJsonAsResponsesHaveIt() throws Exception {
        assertWritten(timer::run, this::publish);
    }

    @Test
    void transactionPublishesJsonAsResponsesHaveIt() throws Exception {
        assertWritten(
                server.executor(),
                () -> transactions.run(() -> {
                    events.fire(Person.ADA);
                    events.fire(CSV);
                }));
    }

    @Test
    void asynchronousEventIsJsonAsResponsesHaveIt() throws Exception {
        assertWritten(Runnable::run, () -> {
            events.fireAsync(Person.ADA).toCompletableFuture().join();
            events.fireAsync(CSV).toCompletableFuture().join();
        });
    }

    /** Some servers start JAX-RS after the application's singletons, and some with the first request. */
    @Test
    void applicationThatStartsPublishesJsonThoughJaxRsMayNotHaveStarted() {
        try (RawStream stream = loopback.api().stream("channels/start-up", "Last-Event-ID: " + startUp.before())) {
            assertThat(stream.nextEvent().data()).isIn(json, "{\"born\":\"1815-12-10\",\"firstName\":\"Ada\"}");
        }
    }

    private void publish() {
        channel.publish(Person.ADA);
        channel.publish(CSV);
    }

    private void assertWritten(Executor thread, Runnable publishing) throws Exception {
        try (RawStream stream = loopback.open("data")) {
            FutureTask<Void> published = new FutureTask<>(publishing, null);
            thread.execute(published);
            published.get(RawStream.TIMEOUT.toSeconds(), TimeUnit.SECONDS);

            assertThat(stream.nextEvent().data()).isEqualTo(json);
            assertThat(stream.nextEvent().data()).isEqualTo("a;b");
        }
    }
}

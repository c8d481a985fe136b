/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rivulet.it.app.ChannelsResource;
import dev.rivulet.it.app.Desk;
import dev.rivulet.it.app.Loopback;
import dev.rivulet.it.app.TestApplication;
import dev.rivulet.it.app.Transactions;
import dev.rivulet.it.support.RawStream;
import dev.rivulet.it.support.Wars;
import dev.rivulet.server.Channel;
import dev.rivulet.server.ChannelName;
import dev.rivulet.server.Channels;
import dev.rivulet.server.EventTooLargeException;
import dev.rivulet.servers.app.ServerResources;
import dev.rivulet.servers.app.transactions.Completion;
import dev.rivulet.servers.app.transactions.Conversation;
import dev.rivulet.servers.app.transactions.Entries;
import dev.rivulet.servers.app.transactions.Entry;
import dev.rivulet.servers.app.transactions.Nested;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is fired is published if and only if its transaction commits, whenever and by whichever callback it is fired. */
@ArquillianTest
@Tag("inside")
class TransactionsIT {

    private static final String PERSISTENCE = """
            <persistence xmlns="https://jakarta.ee/xml/ns/persistence" version="3.0">
                <persistence-unit name="entries" transaction-type="JTA">
                    <jta-data-source>java:comp/DefaultDataSource</jta-data-source>
                    <properties>
                        <property name="jakarta.persistence.schema-generation.database.action" value="drop-and-create"/>
                    </properties>
                </persistence-unit>
            </persistence>
            """;

    @Inject
    @Any
    Event<String> events;

    @Inject
    Channels channels;

    @Inject
    Transactions transactions;

    @Inject
    Nested nested;

    @Inject
    Entries entries;

    @Inject
    Instance<Conversation> conversations;

    @Inject
    ServerResources server;

    @Inject
    Loopback loopback;

    @Deployment
    static WebArchive application() {
        return Wars.withTestLibraries(Wars.withClient(Wars.withRivulet("transactions")
                .addAsResource(new StringAsset(PERSISTENCE), "META-INF/persistence.xml")
                .addPackage(Entry.class.getPackage())
                .addClasses(
                        ChannelsResource.class,
                        Desk.class,
                        Loopback.class,
                        ServerResources.class,
                        TestApplication.class,
                        Transactions.class)));
    }

    @AfterEach
    void transactionIsOver() {
        assertThat(server.registry().getTransactionStatus()).isEqualTo(Status.STATUS_NO_TRANSACTION);
    }

    // JPA.

    @Test
    void jpaCallbacksOfATransactionThatCommitsArePublishedInOrder() {
        assertThat(publishedOn("jpa", () -> entries.add("jpa"))).containsExactly("pre-persist", "post-persist");
        assertThat(publishedOn("jpa", () -> entries.rewrite("jpa"))).containsExactly("pre-update", "post-update");
        assertThat(publishedOn("jpa", () -> entries.remove("jpa"))).containsExactly("pre-remove", "post-remove");
    }

    @Test
    void jpaCallbacksOfATransactionThatRollsBackAreNotPublished() {
        assertThat(publishedOn("jpa-fails", () -> failing(() -> entries.addAndFail("jpa-fails"))))
                .isEmpty();
    }

    @Test
    void flushThatFailsAtTheCommitPublishesNothing() {
        entries.add("jpa-twice");

        assertThat(publishedOn(
                        "jpa-twice",
                        () -> failing(() -> transactions.run(() -> {
                            fire("jpa-twice", "first");
                            entries.add("jpa-twice"); // which the database refuses when it is flushed
                        }))))
                .isEmpty();
    }

    @Test
    void jpaCallbacksComeAfterWhatTheMethodHasFired() {
        assertThat(publishedOn(
                        "jpa-order",
                        () -> transactions.run(() -> {
                            entries.add("jpa-order");
                            fire("jpa-order", "method");
                        })))
                .containsExactly("pre-persist", "method", "post-persist");
    }

    @Test
    void injectedChannelWorksInAJpaListener() {
        assertThat(publishedOn("listener", () -> entries.add("jpa-injected"))).containsExactly("jpa-injected");
    }

    // Synchronisations.

    @Test
    void sessionSynchronizationIsPublishedIfItsTransactionCommits() {
        assertThat(publishedOn("session", () -> conversations.get().say("session")))
                .containsExactly("said", "before completion", "after completion");
    }

    @Test
    void sessionSynchronizationOfATransactionThatRollsBackIsNotPublished() {
        assertThat(publishedOn(
                        "session-fails", () -> failing(() -> conversations.get().sayAndFail("session-fails"))))
                .doesNotContain("said", "before completion");
    }

    /** Servers that tell of no transaction in {@code afterCompletion} have its events published at once. */
    @Test
    void interposedSynchronizationIsPublishedIfItsTransactionCommits() {
        assertThat(publishedOn(
                        "interposed",
                        () -> transactions.run(() -> {
                            interpose("interposed");
                            fire("interposed", "method");
                        })))
                .containsExactlyInAnyOrder("method", "before completion", "after completion")
                .containsSubsequence("method", "before completion");
    }

    @Test
    void interposedSynchronizationAloneIsPublishedIfItsTransactionCommits() {
        assertThat(publishedOn("interposed-alone", () -> transactions.run(() -> interpose("interposed-alone"))))
                .containsExactlyInAnyOrder("before completion", "after completion");
    }

    @Test
    void afterCompletionAloneIsPublishedIfItsTransactionCommits() {
        assertThat(publishedOn(
                        "interposed-after",
                        () -> transactions.run(() -> server.registry()
                                .registerInterposedSynchronization(
                                        new Completion(() -> {}, () -> fire("interposed-after", "after completion"))))))
                .containsExactly("after completion");
    }

    @Test
    void interposedSynchronizationOfATransactionThatRollsBackIsNotPublished() {
        assertThat(publishedOn(
                        "interposed-fails",
                        () -> failing(() -> transactions.run(() -> {
                            interpose("interposed-fails");
                            fire("interposed-fails", "method");
                            throw new IllegalStateException("As the test has it");
                        }))))
                .doesNotContain("method", "before completion");
    }

    @Test
    void synchronizationThatRefusesTheCommitPublishesNothing() {
        assertThat(publishedOn(
                        "refused",
                        () -> rolledBack(() -> {
                            fire("refused", "method");
                            server.registry()
                                    .registerInterposedSynchronization(new Completion(
                                            () -> {
                                                fire("refused", "before completion");
                                                server.registry().setRollbackOnly();
                                            },
                                            () -> {}));
                        })))
                .isEmpty();
    }

    // Transactions beside each other.

    @Test
    void requiresNewInsideATransactionThatRollsBackIsPublished() {
        assertThat(publishedOn(
                        "new",
                        () -> failing(() -> transactions.run(() -> {
                            fire("new", "outer");
                            nested.inAnother(() -> fire("new", "inner"));
                            throw new IllegalStateException("As the test has it");
                        }))))
                .containsExactly("inner");
    }

    @Test
    void requiresNewThatRollsBackInsideATransactionThatCommitsIsNotPublished() {
        assertThat(publishedOn(
                        "new-fails",
                        () -> transactions.run(() -> {
                            fire("new-fails", "outer");
                            failing(() -> nested.inAnother(() -> {
                                fire("new-fails", "inner");
                                throw new IllegalStateException("As the test has it");
                            }));
                        })))
                .containsExactly("outer");
    }

    @Test
    void suspendedTransactionDoesNotHoldBackWhatIsFiredOutside() {
        assertThat(publishedOn(
                        "none",
                        () -> failing(() -> transactions.run(() -> {
                            fire("none", "inside");
                            nested.inNone(() -> fire("none", "outside"));
                            throw new IllegalStateException("As the test has it");
                        }))))
                .containsExactly("outside");
    }

    @Test
    void threadOfAnExecutorIsInNoTransaction() {
        assertThat(publishedOn(
                        "executor",
                        () -> failing(() -> transactions.run(() -> {
                            fire("executor", "inside");
                            result(() -> server.executor()
                                    .submit(() -> fire("executor", "outside"))
                                    .get());
                            throw new IllegalStateException("As the test has it");
                        }))))
                .containsExactly("outside");
    }

    @Test
    void transactionOfAnExecutorsThreadIsItsOwn() {
        assertThat(publishedOn(
                        "executor-own",
                        () -> failing(() -> transactions.run(() -> {
                            fire("executor-own", "outer");
                            result(() -> server.executor()
                                    .submit(() -> transactions.run(() -> fire("executor-own", "inner")))
                                    .get());
                            throw new IllegalStateException("As the test has it");
                        }))))
                .containsExactly("inner");
    }

    @Test
    void rawThreadIsInNoTransaction() {
        assertThat(publishedOn(
                        "raw",
                        () -> failing(() -> transactions.run(() -> {
                            fire("raw", "inside");
                            Event<String> event = events.select(new Channel.Literal("raw"));
                            Thread thread = new Thread(() -> event.fire("outside"));
                            thread.start();
                            result(() -> {
                                thread.join();
                                return null;
                            });
                            throw new IllegalStateException("As the test has it");
                        }))))
                .containsExactly("outside");
    }

    @Test
    void transactionThatIsMarkedForRollbackPublishesNothing() {
        assertThat(publishedOn(
                        "marked",
                        () -> rolledBack(() -> {
                            fire("marked", "before");
                            server.registry().setRollbackOnly();
                            fire("marked", "after");
                        })))
                .isEmpty();
    }

    @Test
    void transactionOfTheApplicationsOwnIsOne() {
        assertThat(publishedOn(
                        "own",
                        () -> result(() -> {
                            server.transaction().begin();
                            fire("own", "committed");
                            server.transaction().commit();
                            server.transaction().begin();
                            fire("own", "rolled back");
                            server.transaction().rollback();
                            return null;
                        })))
                .containsExactly("committed");
    }

    @Test
    void fireAsyncLeavesTheTransaction() {
        assertThat(publishedOn(
                        "async",
                        () -> failing(() -> transactions.run(() -> {
                            events.select(new Channel.Literal("async"))
                                    .fireAsync("asynchronous")
                                    .toCompletableFuture()
                                    .join();
                            throw new IllegalStateException("As the test has it");
                        }))))
                .containsExactly("asynchronous");
    }

    // What cannot be published.

    @Test
    void whatCannotBeEncodedFailsFireAndNotTheCommit() {
        assertThat(publishedOn(
                        "large",
                        () -> transactions.run(() -> {
                            fire("large", "before");
                            assertThatThrownBy(() -> fire("large", "x".repeat(100_000)))
                                    .isInstanceOf(EventTooLargeException.class);
                            fire("large", "after");
                        })))
                .containsExactly("before", "after");
    }

    private void interpose(String channel) {
        server.registry()
                .registerInterposedSynchronization(new Completion(
                        () -> fire(channel, "before completion"), () -> fire(channel, "after completion")));
    }

    private void fire(String channel, String what) {
        events.select(new Channel.Literal(channel)).fire(what);
    }

    /** Runs it in a transaction whose commit becomes a rollback, which some servers throw an exception for. */
    private void rolledBack(Runnable work) {
        List<Integer> outcomes = new ArrayList<>();
        try {
            transactions.run(() -> {
                server.registry().registerInterposedSynchronization(new Outcome(outcomes));
                work.run();
            });
        } catch (Exception e) { // also a checked one, which interceptors may throw
            assertThat(e).hasStackTraceContaining("ollback");
        }
        assertThat(outcomes).isNotEmpty().doesNotContain(Status.STATUS_COMMITTED);
    }

    private static void failing(Runnable work) {
        assertThatThrownBy(work::run).isInstanceOf(Exception.class); // of any kind: interceptors throw checked ones too
    }

    private static void result(Callable<?> work) {
        try {
            work.call();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** Notes how a transaction ends. */
    private record Outcome(List<Integer> outcomes) implements Synchronization {

        @Override
        public void beforeCompletion() {
            // It has not ended.
        }

        @Override
        public void afterCompletion(int status) {
            outcomes.add(status);
        }
    }

    /** What a stream receives until the work has ended. */
    private List<String> publishedOn(String channel, Runnable work) {
        try (RawStream stream = loopback.open(channel)) {
            work.run();
            channels.get(ChannelName.of(channel)).publish("end");
            List<String> published = new ArrayList<>();
            for (String data = stream.nextEvent().data();
                    !data.equals("end");
                    data = stream.nextEvent().data()) {
                published.add(data);
            }
            return published;
        }
    }
}

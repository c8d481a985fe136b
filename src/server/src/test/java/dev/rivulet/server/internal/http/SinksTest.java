/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rivulet.server.ChannelName;
import dev.rivulet.server.CloseReason;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.sse.SseBroadcaster;
import java.security.Principal;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is left of a sink whose registration fails, or whose right to its stream ends meanwhile: nothing. */
class SinksTest {

    private static final Principal RUTH = () -> "ruth";

    private final StreamNode node = new StreamNode();
    private final FakeSession session = new FakeSession(RUTH);
    private final FakeSink sink = new FakeSink();

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void noStreamOutlivesARevocationThatCameWhileThePolicyWasAsked() {
        AtomicInteger asked = new AtomicInteger();
        boolean[] allowed = {true};
        node.policy = request -> {
            boolean answer = allowed[0];
            if (asked.incrementAndGet() == 1) {
                allowed[0] = false; // first revoke, then close, as the guide says
                assertThat(node.channels.subscriptions().close(info -> true)).isZero();
            }
            return answer;
        };

        assertThatThrownBy(() -> node.inRequest(session, () -> node.endpoint.subscribe(sink, "a")))
                .isInstanceOf(ForbiddenException.class);

        node.channels.get(ChannelName.of("a")).publish("for those who may only");
        node.settle();
        assertThat(sink.data()).isEmpty();
        node.assertNothingIsLeft("at the end");
    }

    @Test
    void aRevocationOfOthersAsksThePolicyAgainAndNothingElse() {
        AtomicInteger asked = new AtomicInteger();
        node.policy = request -> {
            if (asked.incrementAndGet() == 1) {
                node.channels.subscriptions().close(info -> false);
            }
            return true;
        };
        node.inRequest(session, () -> node.endpoint.subscribe(sink, "a"));
        node.channels.get(ChannelName.of("a")).publish("1");
        node.settle();
        assertThat(sink.data()).containsExactly("1");
        assertThat(asked).hasValue(2);
    }

    @Test
    void aChannelThatIsAddedToAnOpenStreamSendsNothingIfItWasRevokedMeanwhile() {
        node.inRequest(session, () -> node.endpoint.subscribe(sink, "a"));
        node.settle();
        boolean[] allowed = {true};
        AtomicInteger asked = new AtomicInteger();
        node.policy = request -> {
            boolean answer = allowed[0];
            if (asked.incrementAndGet() == 1) {
                allowed[0] = false;
                node.channels.get(ChannelName.of("b")).subscriptions().close(info -> true);
            } else {
                node.channels.get(ChannelName.of("b")).publish("for those who may only");
                node.settle();
            }
            return answer;
        };
        assertThatThrownBy(() -> node.inRequest(session, () -> node.endpoint.subscribe(sink, "b")))
                .isInstanceOf(ForbiddenException.class);
        node.settle();
        assertThat(sink.data()).isEmpty();
        assertThat(node.reasons()).containsExactly(CloseReason.REVOKED);
        node.assertNothingIsLeft("at the end");
    }

    @Test
    void aRevocationFindsAChannelThatAStreamIsAboutToJoin() {
        node.inRequest(session, () -> node.endpoint.subscribe(sink, "a"));
        node.settle();
        AtomicInteger asked = new AtomicInteger();
        AtomicInteger closed = new AtomicInteger();
        node.policy = request -> {
            if (asked.incrementAndGet() == 1) {
                node.channels.subscriptions().close(info -> false); // so that it is asked again
            } else {
                closed.set(
                        node.channels.get(ChannelName.of("b")).subscriptions().close(info -> true));
            }
            return true;
        };
        node.inRequest(session, () -> node.endpoint.subscribe(sink, "b"));
        node.settle();
        assertThat(closed).hasValue(1);
        node.assertNothingIsLeft("at the end");
    }

    @Test
    void noLoopWaitsForAPolicyThatIsAskedAgain() {
        AtomicInteger asked = new AtomicInteger();
        node.policy = request -> {
            node.channels.subscriptions().close(info -> true);
            if (asked.incrementAndGet() == 2) {
                node.settle(); // the loop has released the stream that waits for this answer
            }
            return true;
        };
        node.inRequest(session, () -> node.endpoint.subscribe(sink, "a"));
        node.assertNothingIsLeft("at the end");
        assertThat(asked).hasValue(2);
    }

    @Test
    void aPolicyThatThrowsLeavesNothing() {
        node.policy = request -> {
            throw new IllegalStateException("a bug");
        };
        assertThatThrownBy(() -> node.inRequest(session, () -> node.endpoint.subscribe(sink, "a")))
                .isInstanceOf(IllegalStateException.class);
        node.policy = request -> {
            throw new NoClassDefFoundError("an older library");
        };
        assertThatThrownBy(() -> node.inRequest(session, () -> node.endpoint.subscribe(sink, "a")))
                .isInstanceOf(NoClassDefFoundError.class);
        node.settle();
        node.assertNothingIsLeft("at the end");
    }

    @Test
    void aPolicyThatThrowsWhenItIsAskedAgainLeavesNothing() {
        AtomicInteger asked = new AtomicInteger();
        node.policy = request -> {
            if (asked.incrementAndGet() == 2) {
                throw new NoClassDefFoundError("an older library");
            }
            node.channels.subscriptions().close(info -> false);
            return true;
        };
        assertThatThrownBy(() -> node.inRequest(session, () -> node.endpoint.subscribe(sink, "a")))
                .isInstanceOf(NoClassDefFoundError.class);
        node.settle();
        node.assertNothingIsLeft("at the end");
    }

    @Test
    void aSessionThatIsInvalidatedBeforeItsIdIsReadLeavesNothing() {
        session.onGetId(session::invalidate);
        node.inRequest(session, () -> node.endpoint.subscribe(sink, "a"));
        node.settle();
        node.assertNothingIsLeft("at the end");
    }

    @Test
    void aSessionThatIsRenamedAfterItsIdWasReadTakesTheStreamAlong() {
        session.onGetId(session::rename);
        node.inRequest(session, () -> node.endpoint.subscribe(sink, "a"));
        node.settle();
        assertThat(node.meter.streams()).isEqualTo(1);
        session.invalidate();
        node.settle();
        assertThat(node.reasons()).containsExactly(CloseReason.SESSION_ENDED);
        node.assertNothingIsLeft("at the end");
    }

    @Test
    void whereNoThreadCanBeStartedForTheAnnouncementEverythingIsReleased() {
        node.announcing = task -> {
            throw new OutOfMemoryError("unable to create native thread");
        };
        node.inRequest(session, () -> node.endpoint.subscribe(sink, "a"));
        node.settle();
        node.channels.subscriptions().close(info -> true);
        node.settle();
        assertThat(sink.isClosed()).isTrue();
        node.assertNothingIsLeft("at the end");
    }

    @Test
    void aSinkWhoseStreamHasEndedTakesNoChannelAndNothingIsLeft() {
        SseBroadcaster broadcaster = node.channels.get(ChannelName.of("a")).broadcaster();
        node.inRequest(session, () -> broadcaster.register(sink));
        node.settle();
        sink.failure = new java.io.IOException("gone");
        broadcaster.close();
        node.settle();
        assertThatThrownBy(() -> node.channels.get(ChannelName.of("b")).subscribe(sink))
                .isInstanceOf(IllegalStateException.class);
        node.assertNothingIsLeft("at the end");
    }

    @Test
    void aBroadcasterThatIsClosedWhileASinkIsRegisteredClosesThatToo() {
        SseBroadcaster broadcaster = node.channels.get(ChannelName.of("a")).broadcaster();
        session.onGetId(broadcaster::close);
        node.inRequest(session, () -> broadcaster.register(sink));
        node.settle();
        assertThat(sink.isClosed()).isTrue();
        node.assertNothingIsLeft("at the end");
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionsTest {

    private final Sessions sessions = new Sessions();
    private final List<String> ended = new ArrayList<>();

    @Test
    void allStreamsOfASessionEndWithItAndNoOthers() {
        join("s1", "a");
        join("s1", "b");
        join("s2", "c");
        sessions.destroyed("s1");
        assertThat(ended).containsExactlyInAnyOrder("a", "b");
        sessions.destroyed("s1");
        assertThat(ended).hasSize(2);
    }

    @Test
    void aStreamThatHasLeftIsNotToldAnyMore() {
        Sessions.Member left = join("s1", "a");
        join("s1", "b");
        left.leave();
        left.leave();
        sessions.destroyed("s1");
        assertThat(ended).containsExactly("b");
        left.leave();
    }

    @Test
    void aRenamedSessionTakesItsStreamsAlong() {
        Sessions.Member left = join("old", "a");
        join("old", "b");
        join("new", "c");
        sessions.renamed("old", "new");
        sessions.renamed("unknown", "other");
        left.leave();
        sessions.destroyed("old");
        assertThat(ended).isEmpty();
        sessions.destroyed("new");
        assertThat(ended).containsExactlyInAnyOrder("b", "c");
    }

    @Test
    void aStreamThatJoinsByAnIdThatWasReadBeforeTheRenameIsInTheSession() {
        sessions.renamed("first", "second");
        sessions.renamed("second", "third");
        join("first", "a");
        sessions.destroyed("third");
        assertThat(ended).containsExactly("a");
        assertThat(sessions.count()).isZero();
    }

    @Test
    void aStreamThatJoinsASessionThatHasJustEndedEndsAtOnce() {
        sessions.renamed("first", "second");
        sessions.destroyed("second");
        join("first", "a");
        join("second", "b");
        assertThat(ended).containsExactly("a", "b");
        assertThat(sessions.count()).isZero();
    }

    @Test
    void oneStreamThatCannotBeEndedKeepsNoOtherFromEnding() {
        for (int i = 0; i < 10; i++) {
            sessions.join("s1", () -> {
                ended.add("failed");
                throw new OutOfMemoryError("Java heap space");
            });
        }
        assertThatThrownBy(() -> sessions.destroyed("s1")).isInstanceOf(OutOfMemoryError.class);
        assertThat(ended).hasSize(10);
    }

    private Sessions.Member join(String session, String stream) {
        return sessions.join(session, () -> ended.add(stream));
    }
}

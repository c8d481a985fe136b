/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

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

    private Sessions.Member join(String session, String stream) {
        return sessions.join(session, () -> ended.add(stream));
    }
}

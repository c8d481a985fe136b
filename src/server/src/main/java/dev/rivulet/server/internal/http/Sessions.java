/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The streams that end with their client's HTTP session. Thread-safe. */
public final class Sessions {

    private final Map<String, Set<Member>> members = new HashMap<>(); // guarded by this

    /** Adds a stream, to a session that has this id now. */
    synchronized Member join(String sessionId, Runnable ended) {
        Member member = new Member(sessionId, ended);
        members.computeIfAbsent(sessionId, id -> new HashSet<>(2)).add(member);
        return member;
    }

    /** A session has got another id, as it does at a login. */
    synchronized void renamed(String oldId, String newId) {
        Set<Member> moved = members.remove(oldId);
        if (moved != null) {
            moved.forEach(member -> member.sessionId = newId);
            members.computeIfAbsent(newId, id -> new HashSet<>(2)).addAll(moved);
        }
    }

    void destroyed(String sessionId) {
        Set<Member> left;
        synchronized (this) {
            left = members.remove(sessionId);
        }
        if (left != null) {
            left.forEach(member -> member.ended.run());
        }
    }

    /** A stream in its session. */
    public final class Member {

        private final Runnable ended;
        private String sessionId; // guarded by the sessions

        private Member(String sessionId, Runnable ended) {
            this.sessionId = sessionId;
            this.ended = ended;
        }

        /** The stream has ended first. Does nothing the second time. */
        public void leave() {
            synchronized (Sessions.this) {
                members.computeIfPresent(sessionId, (id, others) -> {
                    others.remove(this);
                    return others.isEmpty() ? null : others;
                });
            }
        }
    }
}

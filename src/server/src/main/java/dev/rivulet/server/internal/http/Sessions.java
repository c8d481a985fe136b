/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The streams that end with their client's HTTP session. Ids of sessions that have ended, or been renamed, are remembered for as
 * long as a stream may still come with them, which has read the id just before. Thread-safe.
 */
public final class Sessions {

    private static final int REMEMBERED = 4_096;
    private static final String ENDED = "";

    private final Map<String, Set<Member>> members = new HashMap<>(); // guarded by this
    private final Map<String, String> renamed =
            new LinkedHashMap<>() { // guarded by this; to what, or that it has ended
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
                    return size() > REMEMBERED;
                }
            };

    /**
     * Adds a stream, to the session that has this id, or had it a moment ago.
     *
     * @param sessionId the id, as it was read
     * @param ended called when the session ends, on any thread; at once if it has
     */
    Member join(String sessionId, Runnable ended) {
        Member member = new Member(ended);
        if (!add(member, sessionId)) {
            ended.run();
        }
        return member;
    }

    /** A session has got another id, as it does at a login. */
    synchronized void renamed(String oldId, String newId) {
        renamed.put(oldId, newId);
        renamed.remove(newId); // an id that was given back is a session's again
        Set<Member> moved = members.remove(oldId);
        if (moved != null) {
            moved.forEach(member -> member.sessionId = newId);
            members.computeIfAbsent(newId, id -> new HashSet<>(2)).addAll(moved);
        }
    }

    /** A session has ended, and with it each of its streams, whatever comes of the others. */
    void destroyed(String sessionId) {
        Set<Member> left;
        synchronized (this) {
            renamed.put(sessionId, ENDED);
            left = members.remove(sessionId);
        }
        if (left != null) {
            endAll(left.toArray(new Member[0]), 0);
        }
    }

    /** How many streams are in a session. */
    synchronized int count() {
        return members.values().stream().mapToInt(Set::size).sum();
    }

    private static void endAll(Member[] left, int from) {
        for (int i = from; i < left.length; i++) {
            boolean done = false;
            try {
                left[i].ended.run();
                done = true;
            } finally {
                if (!done) {
                    endAll(left, i + 1);
                }
            }
        }
    }

    private synchronized boolean add(Member member, String sessionId) {
        String id = sessionId;
        for (String next = renamed.get(id); next != null; next = renamed.get(id)) {
            if (next.equals(ENDED)) {
                return false;
            }
            id = next;
        }
        member.sessionId = id;
        members.computeIfAbsent(id, session -> new HashSet<>(2)).add(member);
        return true;
    }

    /** A stream in its session. */
    public final class Member {

        private final Runnable ended;
        private String sessionId = ""; // guarded by the sessions

        private Member(Runnable ended) {
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

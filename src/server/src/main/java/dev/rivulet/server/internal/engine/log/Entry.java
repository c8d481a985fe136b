/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.log;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The newest event of a key, alone. Never changes once it has been stamped. */
final class Entry implements Run {

    /**
     * What an entry takes beside its bytes and its key's characters, on a 64-bit JVM: itself 64, the headers of both arrays 40,
     * the key's string 24, its node in a hash table 32 and its share of the table 8, its node in a skip list 24, the boxed stamp
     * 24 and its share of the skip list's levels 16.
     */
    private static final int OVERHEAD = 232;

    /** What one with an id of the application's takes beside that: an element of a second skip list. */
    private static final int ID_OVERHEAD = 64;

    private final long sequence;
    private final long appendedAt;
    private final String key;
    private final int idLine;
    private final boolean named;
    private final boolean applicationId;
    private final @Nullable TracedEvent trace;
    private byte[] bytes;
    private long stamp;

    Entry(
            long sequence,
            EncodedEvent event,
            byte @Nullable [] ownId,
            NodeOrder order,
            long now,
            @Nullable TracedEvent trace) {
        this.sequence = sequence;
        this.appendedAt = now;
        this.key = event.key();
        this.idLine = event.body().length;
        this.named = event.named();
        this.applicationId = ownId != null;
        this.trace = trace;
        int idLength = ownId == null ? order.idLength(order.newest() + 1) : ownId.length;
        this.bytes = Arrays.copyOf(event.body(), idLine + idLength);
        if (ownId == null) {
            order.beginId(bytes, idLine);
        } else {
            System.arraycopy(ownId, 0, bytes, idLine, ownId.length);
        }
    }

    /** Before anyone else sees it. */
    void stampWith(long given, NodeOrder order) {
        stamp = given;
        if (!applicationId) {
            int end = idLine + order.idLength(given);
            if (end != bytes.length) { // others have published meanwhile, and the stamp has one more digit
                bytes = Arrays.copyOf(bytes, end);
            }
            order.endId(bytes, idLine, given);
        }
    }

    String key() {
        return key;
    }

    /** What it takes in memory, or a little more. */
    long cost() {
        return bytes.length + 2L * key.length() + OVERHEAD + (applicationId ? ID_OVERHEAD : 0);
    }

    int idHash() {
        return ApplicationId.hash(Arrays.copyOfRange(bytes, idLine, bytes.length));
    }

    @Override
    public byte[] bytes() {
        return bytes;
    }

    @Override
    public int count() {
        return 1;
    }

    @Override
    public long sequence(int index) {
        return sequence;
    }

    @Override
    public long stamp(int index) {
        return stamp;
    }

    @Override
    public int start(int index) {
        return index == 0 ? 0 : bytes.length;
    }

    @Override
    public int idLine(int index) {
        return idLine;
    }

    @Override
    public boolean isNamed(int index) {
        return named;
    }

    @Override
    public boolean hasApplicationId(int index) {
        return applicationId;
    }

    @Override
    public long appendedAt(int index) {
        return appendedAt;
    }

    @Override
    public void tracedTo(List<TracedEvent> open, int from, int to) {
        if (from < to && trace != null && !trace.hasEnded()) {
            open.add(trace);
        }
    }
}

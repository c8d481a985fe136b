/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server;

/**
 * An event was refused because its encoded form is larger than {@code rivulet.event.max-size}. Nothing was published. Thrown on the
 * publisher's thread, by {@link EventChannel#publish} and by a CDI event's {@code fire}.
 */
public final class EventTooLargeException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    /** Bytes that the event had. */
    private final int size;

    /** Bytes that it might have had. */
    private final int limit;

    /**
     * A refusal that says both figures. Rivulet throws it; your tests may make one.
     *
     * @param size the encoded event, in bytes
     * @param limit what {@code rivulet.event.max-size} allows, in bytes
     */
    public EventTooLargeException(int size, int limit) {
        super("The event has " + size + " bytes encoded, over the limit of " + limit
                + " (rivulet.event.max-size): publish a reference to the data, or raise the limit");
        this.size = size;
        this.limit = limit;
    }

    /**
     * The size that was refused.
     *
     * @return bytes, encoded
     */
    public int size() {
        return size;
    }

    /**
     * The limit.
     *
     * @return bytes
     */
    public int limit() {
        return limit;
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client;

/**
 * A line or an event of a stream is larger than the source's {@linkplain EventSourceBuilder#maxLineSize limit}: the cause of an
 * {@link ErrorEvent}, after which the source connects again or is closed, by its settings.
 */
public final class StreamLimitException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * For sources.
     *
     * @param what a line, or an event
     * @param limit the source's limit, in bytes
     */
    public StreamLimitException(String what, int limit) {
        super("The stream has " + what + " of more than " + limit + " bytes, the source's limit");
    }
}

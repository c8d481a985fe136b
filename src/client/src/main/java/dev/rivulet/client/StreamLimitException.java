/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client;

/** A line or an event of a stream is larger than the source's limit. */
public final class StreamLimitException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StreamLimitException(String what, int limit) {
        super("The stream has " + what + " of more than " + limit + " bytes, the source's limit");
    }
}

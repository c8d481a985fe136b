/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client;

import java.net.URI;

/**
 * A request before it goes out, for the builder's {@linkplain EventSourceBuilder#onRequest hook} to complete: one for each
 * attempt, as the builder has it unless the hook says otherwise. For the hook's thread alone, and only during its call; what is
 * set later has no effect. Sources implement this; applications do not.
 */
public interface OutgoingRequest {

    /**
     * Where it goes.
     *
     * @return the source's URL, without credentials
     */
    URI uri();

    /**
     * Which attempt of the source this is.
     *
     * @return from 1
     */
    long attempt();

    /**
     * What the request asks to resume after.
     *
     * @return an event's id, or empty
     */
    String lastEventId();

    /**
     * Sets a header field, in place of an earlier value.
     *
     * @param name the field's name, but {@code Accept}, {@code Cache-Control} and {@code Last-Event-ID}, which the standard
     *     fixes
     * @param value the field's value
     * @return this
     * @throws IllegalArgumentException if it is one of those, or has characters that no header may have
     */
    OutgoingRequest header(String name, String value);

    /**
     * Sets the method.
     *
     * @param method the method, such as {@code POST}
     * @return this
     * @throws IllegalArgumentException if it has characters that no method may have
     */
    OutgoingRequest method(String method);

    /**
     * Sets the content, which needs a method that says what to do with it.
     *
     * @param text the content, sent as UTF-8
     * @param mediaType the content's type
     * @return this
     * @throws IllegalArgumentException if the media type has characters that no header may have
     */
    OutgoingRequest body(String text, String mediaType);
}

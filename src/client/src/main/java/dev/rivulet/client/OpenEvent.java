/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client;

import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * A connection has been established, and the source is {@link ReadyState#OPEN}. Immutable. Sources implement this, and may
 * come to tell more by it; applications do not.
 */
public interface OpenEvent {

    /**
     * Where the stream comes from, after redirects.
     *
     * @return the last request's URL
     */
    URI url();

    /**
     * The response's header fields, by their names in any case.
     *
     * @return a map that cannot be changed
     */
    Map<String, List<String>> headers();

    /**
     * Which attempt of the source this was.
     *
     * @return from 1
     */
    long attempt();
}

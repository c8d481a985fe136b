/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client;

import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * A connection has been established.
 *
 * @param url where the stream comes from, after redirects
 * @param headers the response's, by their names in any case
 * @param attempt which attempt of the source this was, from 1
 */
public record OpenEvent(URI url, Map<String, List<String>> headers, long attempt) {}

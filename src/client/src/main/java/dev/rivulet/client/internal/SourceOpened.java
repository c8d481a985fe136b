/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client.internal;

import dev.rivulet.client.OpenEvent;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** A connection has been established. */
public record SourceOpened(URI url, Map<String, List<String>> headers, long attempt) implements OpenEvent {}

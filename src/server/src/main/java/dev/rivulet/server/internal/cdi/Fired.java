/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.cdi;

import java.util.List;

/** What has been fired and waits for its transaction: the payload, and the channels that its event names. */
public record Fired(List<String> channels, Object payload) {}

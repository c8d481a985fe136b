/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.cdi;

import dev.rivulet.server.Channel;

/** The value of {@link Channel @Channel} that stands for every channel: no channel can have it as its name. */
final class EveryChannel {

    static final String NAME = "*";

    private EveryChannel() {}
}

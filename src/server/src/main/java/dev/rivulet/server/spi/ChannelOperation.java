/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.spi;

/** What a client asks to do with a channel. Values may be added: a policy refuses those that it does not know. */
public enum ChannelOperation {
    /** Receive the channel's events, for the first time or again: {@link ChannelRequest#lastEventId} tells which. */
    SUBSCRIBE,
    /** See that the channel exists. A channel for which this is refused is left out of the list. */
    LIST,
    /** Learn where the channel stands, and so how many events it has had. */
    POSITION
}

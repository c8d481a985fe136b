/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.config;

import java.time.Duration;

/** How much one node, and one client, may have. */
public final class Limits {

    private final Values values;

    Limits(Values values) {
        this.values = values;
    }

    /**
     * Open streams on this node.
     *
     * @return at least 1
     */
    public int streams() {
        return values.get(SettingsTable.LIMIT_STREAMS);
    }

    /**
     * Open streams of one channel.
     *
     * @return at least 1
     */
    public int streamsPerChannel() {
        return values.get(SettingsTable.LIMIT_STREAMS_PER_CHANNEL);
    }

    /**
     * Open streams of one authenticated user.
     *
     * @return at least 1
     */
    public int streamsPerPrincipal() {
        return values.get(SettingsTable.LIMIT_STREAMS_PER_PRINCIPAL);
    }

    /**
     * Open streams from one remote address.
     *
     * @return at least 1
     */
    public int streamsPerAddress() {
        return values.get(SettingsTable.LIMIT_STREAMS_PER_ADDRESS);
    }

    /**
     * Channels that exist.
     *
     * @return at least 1
     */
    public int channels() {
        return values.get(SettingsTable.LIMIT_CHANNELS);
    }

    /**
     * Channels that are made for the requests of one authenticated user, and for those without a user together.
     *
     * @return at least 1
     */
    public int channelsPerPrincipal() {
        return values.get(SettingsTable.LIMIT_CHANNELS_PER_PRINCIPAL);
    }

    /**
     * Finite channels that are known, of those that were begun in the requests of one authenticated user.
     *
     * @return at least 1
     */
    public int finiteChannelsPerPrincipal() {
        return values.get(SettingsTable.LIMIT_FINITE_CHANNELS_PER_PRINCIPAL);
    }

    /**
     * Finite channels that are begun in the requests of one authenticated user within a minute.
     *
     * @return at least 1
     */
    public int begunPerMinute() {
        return values.get(SettingsTable.LIMIT_BEGUN_PER_MINUTE);
    }

    /**
     * Characters of the id that a client resumes from.
     *
     * @return at least 1
     */
    public int lastEventId() {
        return values.get(SettingsTable.LIMIT_LAST_EVENT_ID);
    }

    /**
     * Characters of an id that the application gives an event.
     *
     * @return at least 1
     */
    public int eventId() {
        return values.get(SettingsTable.LIMIT_EVENT_ID);
    }

    /**
     * When a refused client may try again, at the least.
     *
     * @return at least a second
     */
    public Duration retryAfter() {
        return values.get(SettingsTable.LIMIT_RETRY_AFTER);
    }
}

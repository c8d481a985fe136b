/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client.internal;

import dev.rivulet.client.ReadyState;

/** An attempt is under way, or its response is being read. */
abstract sealed class Underway implements ConnectionState permits Requesting, Refused, Streaming {

    final Connection connection;
    final Attempt attempt;

    Underway(Connection connection, Attempt attempt) {
        this.connection = connection;
        this.attempt = attempt;
    }

    @Override
    public ReadyState readyState() {
        return ReadyState.CONNECTING;
    }

    @Override
    public void leave() {
        connection.watchdog().stop();
        attempt.cancel();
    }

    @Override
    public void abandon() {
        attempt.cancel();
    }
}

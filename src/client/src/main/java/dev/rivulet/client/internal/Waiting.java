/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client.internal;

import dev.rivulet.client.ReadyState;

/** For its first attempt, or the next one. */
final class Waiting implements ConnectionState {

    private final Connection connection;
    private final Runnable cancelTimer;

    Waiting(Connection connection, Runnable cancelTimer) {
        this.connection = connection;
        this.cancelTimer = cancelTimer;
    }

    @Override
    public ReadyState readyState() {
        return ReadyState.CONNECTING;
    }

    @Override
    public void due() {
        if (!connection.isClosed()) {
            connection.retryNow();
        }
    }

    @Override
    public void leave() {
        cancelTimer.run();
    }
}

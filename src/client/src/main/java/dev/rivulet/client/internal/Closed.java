/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client.internal;

import dev.rivulet.client.ReadyState;

/** For good. */
final class Closed implements ConnectionState {
    @Override
    public ReadyState readyState() {
        return ReadyState.CLOSED;
    }
}

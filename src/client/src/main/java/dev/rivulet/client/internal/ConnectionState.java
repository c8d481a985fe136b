/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client.internal;

import dev.rivulet.client.ReadyState;
import dev.rivulet.client.Transport;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;

/** Where the connection stands. What does not concern a state leaves it as it is. */
sealed interface ConnectionState permits Waiting, Underway, Closed {

    /** Any thread. */
    ReadyState readyState();

    default void due() {}

    default void responded(Transport.Response arrived) {}

    default void received(List<ByteBuffer> bytes) {}

    default void ended() {}

    default void broken(Throwable cause) {}

    default void silent(Duration timeout) {}

    default void wanted() {}

    /** Frees what the state has, as another one comes. */
    default void leave() {}

    /** Any thread: frees what others hold for it, at once. */
    default void abandon() {}
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client.internal;

import java.util.Optional;

/** Where a connection's events go. Called on the source's serial executor. */
public interface Delivery {

    /** Whether another message may come now; a delivery that is not ready {@linkplain Connection#proceed says} when it is. */
    boolean isReady();

    /** A connection is established. */
    void opened(SourceOpened event);

    /** A message, as the parser has it until this returns. */
    void message(EventParser event, String origin);

    /** An attempt or a connection has failed or ended. */
    void failed(SourceError event);

    /** Nothing else will come: the source was closed, or has failed for good. */
    void ended(Optional<Throwable> cause);
}

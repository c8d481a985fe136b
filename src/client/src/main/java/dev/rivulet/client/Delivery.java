/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client;

import java.util.Optional;

/** Where a connection's events go. Called on the source's serial executor. */
interface Delivery {

    /** Whether another message may come now; whoever said no {@linkplain Connection#proceed says} when it may. */
    boolean ready();

    void opened(OpenEvent event);

    /** A message, as the parser has it until this returns. */
    void message(EventParser event, String origin);

    void failed(ErrorEvent event);

    /** Nothing else will come: the source was closed, or has failed for good. */
    void ended(Optional<Throwable> cause);
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.spi;

import dev.rivulet.server.Beta;

/**
 * Looks at the node again and again, as metrics do that are counted elsewhere. Any number of them, as CDI beans that are resolved when
 * the application starts.
 */
@Beta
@FunctionalInterface
public interface NodeObserver {

    /**
     * Has a look: about once a second, on a thread of Rivulet's own where it may take its time; while it does, it is not called
     * again. What it throws is logged.
     */
    void look();
}

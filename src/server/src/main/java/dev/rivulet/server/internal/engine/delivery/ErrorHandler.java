/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.delivery;

import java.lang.System.Logger.Level;

/**
 * Is told of every fault that is the engine's own, or of those whom it calls: whatever was thrown. Called on any thread; must be
 * quick. What it throws itself is dropped, since nobody is left to tell.
 */
@FunctionalInterface
public interface ErrorHandler {

    /**
     * Something failed that was not expected to.
     *
     * @param what was affected: a sentence for the log
     * @param fault what was thrown
     */
    void onError(String what, Throwable fault);

    /**
     * Logs each fault at ERROR, with its stack.
     *
     * @return a handler
     */
    static ErrorHandler logging() {
        System.Logger log = System.getLogger(ErrorHandler.class.getName());
        return (what, fault) -> log.log(Level.ERROR, what, fault);
    }

    /**
     * Tells of a fault, whatever comes of it: without memory not even a log line can be written.
     *
     * @param what was affected
     * @param fault what was thrown
     */
    default void tell(String what, Throwable fault) {
        try {
            onError(what, fault);
        } catch (Throwable nobodyIsLeftToTell) {
            return;
        }
    }

    /**
     * Runs an action and tells of what it throws. For steps that must not keep the next ones from being taken.
     *
     * @param what is affected if it fails
     * @param action the step
     */
    default void guard(String what, Runnable action) {
        try {
            action.run();
        } catch (Throwable fault) {
            tell(what, fault);
        }
    }
}

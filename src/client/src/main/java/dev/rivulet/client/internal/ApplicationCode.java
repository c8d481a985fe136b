/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client.internal;

import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * Calls what the application has given. It may throw anything, checked exceptions included (Kotlin, Groovy and Scala declare
 * none), and harms neither its neighbours nor the source.
 */
public final class ApplicationCode {

    private static final System.Logger LOG = System.getLogger(ApplicationCode.class.getName());

    private ApplicationCode() {}

    /**
     * Runs the code, and logs what it throws.
     *
     * @param who the beginning of the sentence that is logged
     * @return false if it has thrown
     */
    public static boolean run(String who, Runnable code) {
        try {
            code.run();
            return true;
        } catch (Throwable e) {
            log(LOG, Level.ERROR, who + " has failed; the source goes on", e);
            return false;
        }
    }

    /** Logs; a logging system is the application's too, and one that fails loses its line and nothing else. */
    public static void log(System.Logger log, Level level, String message, @Nullable Throwable cause) {
        try {
            log.log(level, message, cause);
        } catch (Throwable e) {
            return; // there is nowhere left to tell it
        }
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client;

/** The threads that sources cost. */
final class OwnThreads {

    private OwnThreads() {}

    static long named(String prefix) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(prefix))
                .count();
    }
}

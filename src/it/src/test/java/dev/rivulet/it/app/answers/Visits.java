/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.app.answers;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How often each answer was asked for. */
@ApplicationScoped
public class Visits {

    private final Map<String, Integer> counts = new ConcurrentHashMap<>();

    void count(String id) {
        counts.merge(id, 1, Integer::sum);
    }

    public int of(String id) {
        return counts.getOrDefault(id, 0);
    }
}

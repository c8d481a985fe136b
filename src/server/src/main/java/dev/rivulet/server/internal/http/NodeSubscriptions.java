/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import dev.rivulet.server.SubscriptionInfo;
import dev.rivulet.server.Subscriptions;
import dev.rivulet.server.internal.engine.Engine;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * The engine's subscriptions, or some of them.
 *
 * @param engine has them all
 * @param scope which ones
 */
record NodeSubscriptions(Engine engine, Predicate<SubscriptionInfo> scope) implements Subscriptions {

    @Override
    public List<SubscriptionInfo> list() {
        return engine.subscriptions().stream()
                .filter(scope)
                .sorted(Comparator.comparingLong(SubscriptionInfo::id))
                .toList();
    }

    @Override
    public int close(Predicate<? super SubscriptionInfo> which) {
        return engine.revoke(info -> scope.test(info) && which.test(info));
    }
}

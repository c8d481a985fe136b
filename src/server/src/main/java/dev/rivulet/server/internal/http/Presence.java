/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import dev.rivulet.server.CloseReason;
import dev.rivulet.server.SubscriptionInfo;
import dev.rivulet.server.Subscriptions;
import dev.rivulet.server.internal.engine.delivery.Subscription;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * The registrar's subscriptions, or some of them.
 *
 * @param registrar knows them all
 * @param scope which ones
 */
record Presence(Registrar registrar, Predicate<SubscriptionInfo> scope) implements Subscriptions {

    private static final long PATIENCE_SECONDS = 5;

    @Override
    public List<SubscriptionInfo> list() {
        return look().values().stream()
                .sorted(Comparator.comparingLong(SubscriptionInfo::id))
                .toList();
    }

    @Override
    public int close(Predicate<? super SubscriptionInfo> which) {
        AtomicInteger closed = new AtomicInteger();
        look().forEach((subscription, info) -> {
            if (which.test(info)) {
                subscription.close(CloseReason.REVOKED);
                closed.incrementAndGet();
            }
        });
        return closed.get();
    }

    /** Asks all loops first and waits then. A subscription whose loop has ended has ended too. */
    private Map<Subscription, SubscriptionInfo> look() {
        Map<Subscription, CompletableFuture<SubscriptionInfo>> asked = new LinkedHashMap<>();
        registrar.subscriptions().forEach(subscription -> asked.put(subscription, subscription.look()));
        CompletableFuture<Void> all = CompletableFuture.allOf(asked.values().toArray(CompletableFuture<?>[]::new));
        all.completeOnTimeout(null, PATIENCE_SECONDS, TimeUnit.SECONDS)
                .exceptionally(ended -> null)
                .join();
        Map<Subscription, SubscriptionInfo> seen = new LinkedHashMap<>();
        asked.forEach((subscription, answer) -> {
            if (answer.isDone() && !answer.isCompletedExceptionally() && scope.test(answer.join())) {
                seen.put(subscription, answer.join());
            }
        });
        return seen;
    }
}

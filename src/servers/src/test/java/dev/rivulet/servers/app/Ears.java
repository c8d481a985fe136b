/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.servers.app;

import dev.rivulet.server.Channel;
import dev.rivulet.server.SubscriptionClosed;
import dev.rivulet.server.SubscriptionOpened;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.enterprise.inject.spi.EventMetadata;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Observes what is fired in channels, in every way that CDI has, and notes what it hears. */
@ApplicationScoped
public class Ears {

    private final List<String> heard = new CopyOnWriteArrayList<>();

    void one(@Observes @Channel("alerts") String text) {
        heard.add("alerts: " + text);
    }

    void oneWithMetadata(@Observes @Channel("alerts") String text, EventMetadata metadata) {
        heard.add(channelOf(metadata) + " by its metadata: " + text);
    }

    void afterCommit(@Observes(during = TransactionPhase.AFTER_SUCCESS) @Channel("alerts") String text) {
        heard.add("alerts after commit: " + text);
    }

    void asynchronous(@ObservesAsync @Channel("alerts") String text) {
        heard.add("alerts asynchronously: " + text);
    }

    void every(@Observes @Channel("*") String text, EventMetadata metadata) {
        heard.add("every, " + channelOf(metadata) + ": " + text);
    }

    void opened(@ObservesAsync SubscriptionOpened opened) {
        heard.add("opened " + opened.subscription().positions().keySet());
    }

    void closed(@ObservesAsync SubscriptionClosed closed) {
        heard.add("closed " + closed.subscription().positions().keySet());
    }

    /** What it has heard until now. */
    public List<String> heard() {
        return heard;
    }

    private static String channelOf(EventMetadata metadata) {
        return metadata.getQualifiers().stream()
                .filter(Channel.class::isInstance)
                .map(qualifier -> ((Channel) qualifier).value())
                .findFirst()
                .orElse("none");
    }
}

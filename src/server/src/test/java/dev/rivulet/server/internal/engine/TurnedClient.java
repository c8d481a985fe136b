/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine;

import dev.rivulet.server.CloseReason;
import dev.rivulet.server.SubscriptionInfo;
import dev.rivulet.server.internal.engine.delivery.FakeStream;
import dev.rivulet.server.internal.engine.delivery.StreamListener;
import dev.rivulet.server.internal.engine.delivery.Subscription;
import dev.rivulet.server.internal.engine.log.From;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A client of a {@link TurnedEngine}, which keeps all that it was ever sent. */
final class TurnedClient implements StreamListener {

    private static final Pattern ID = Pattern.compile("(?m)^id: (.*)$");

    final FakeStream stream = new FakeStream();
    private final TurnedEngine node;
    private final StringBuilder received = new StringBuilder();
    private @Nullable Subscription subscription;
    private @Nullable CloseReason reason;

    TurnedClient(TurnedEngine node) {
        this.node = node;
    }

    void connect(Subscription admitted) {
        subscription = admitted;
        admitted.join();
        admitted.opened(stream);
        stream.start(admitted);
        node.turn();
    }

    void add(String channel) {
        if (subscription != null) {
            node.engine.add(subscription, List.of(node.engine.channel(channel)), From.usual());
            subscription.join();
            node.turn();
        }
    }

    void leave() {
        if (subscription != null) {
            subscription.close();
        }
        node.turn();
    }

    String text() {
        stream.takeWrites().forEach(received::append);
        return received.toString();
    }

    /** The data of all events, of the end and of gaps. */
    List<String> data() {
        return Stream.of(text().split("\n"))
                .filter(line -> line.startsWith("data: "))
                .map(line -> line.substring("data: ".length()))
                .toList();
    }

    String lastEventId() {
        List<String> ids = new ArrayList<>(List.of(""));
        for (Matcher id = ID.matcher(text()); id.find(); ) {
            ids.add(id.group(1));
        }
        return ids.get(ids.size() - 1);
    }

    @Nullable
    CloseReason reason() {
        return reason;
    }

    @Override
    public void opened(SubscriptionInfo info) {}

    @Override
    public void closed(SubscriptionInfo info, CloseReason why, @Nullable Throwable cause) {
        reason = why;
    }

    @Override
    public void released() {}
}

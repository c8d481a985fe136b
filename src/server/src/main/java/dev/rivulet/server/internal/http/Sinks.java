/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import dev.rivulet.server.CloseReason;
import dev.rivulet.server.SubscriptionRefusedException;
import dev.rivulet.server.SubscriptionRefusedException.Reason;
import dev.rivulet.server.internal.config.Limits;
import dev.rivulet.server.internal.engine.Engine;
import dev.rivulet.server.internal.engine.EngineChannel;
import dev.rivulet.server.internal.engine.RefusedException;
import dev.rivulet.server.internal.engine.delivery.Client;
import dev.rivulet.server.internal.engine.delivery.Subscription;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Turns sinks into streams: one for each sink, however many channels it is registered with. Thread-safe. */
public final class Sinks {

    private final Engine engine;
    private final CurrentRequest currentRequest;
    private final SinkThreads threads;
    private final Announcer announcer;
    private final Limits limits;
    private final InstantSource clock;
    private final Map<SseEventSink, RegisteredSink> registered = Collections.synchronizedMap(new IdentityHashMap<>());
    private final Sessions sessions = new Sessions();

    /**
     * No sinks as yet.
     *
     * @param engine delivers
     * @param currentRequest the request that registers, if any
     * @param threads call sinks
     * @param announcer tells the application
     * @param limits bound what clients send
     * @param clock the wall's
     */
    public Sinks(
            Engine engine,
            CurrentRequest currentRequest,
            SinkThreads threads,
            Announcer announcer,
            Limits limits,
            InstantSource clock) {
        this.engine = engine;
        this.currentRequest = currentRequest;
        this.threads = threads;
        this.announcer = announcer;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * Which channels a sink is to be registered with, and how.
     *
     * @param channels which
     * @param lastEventId where the client resumes, where that is not for its request to say
     * @param listener is told of the end
     * @param stillAllowed throws if the client may not have the channels after all; asked when whoever takes its right away
     *     already finds it
     */
    record Wish(
            List<EngineChannel> channels,
            Optional<String> lastEventId,
            Optional<SinkListener> listener,
            Runnable stillAllowed) {

        static Wish of(EngineChannel channel) {
            return of(List.of(channel));
        }

        static Wish of(List<EngineChannel> channels) {
            return new Wish(channels, Optional.empty(), Optional.empty(), () -> {});
        }

        Wish resumingAt(String id) {
            return new Wish(channels, Optional.of(id).filter(text -> !text.isEmpty()), listener, stillAllowed);
        }

        Wish as(Runnable allowed) {
            return new Wish(channels, lastEventId, listener, allowed);
        }

        Wish through(SinkListener told) {
            return new Wish(channels, lastEventId, Optional.of(told), stillAllowed);
        }
    }

    /**
     * Registers a sink with channels, unless the request is a HEAD, which opens nothing. The current request says where the
     * client wants to resume and who it is. If anything fails, nothing is left but what was there before.
     */
    void register(SseEventSink sink, Wish wish) {
        Optional<StreamRequest> request = has(sink) ? currentRequest.get() : currentRequest.of(sink);
        request.ifPresent(StreamRequest::allowOrigin); // so that a refusal can be read too
        if (request.isPresent() && request.get().isHead()) {
            request.get().refuse(sink);
            return;
        }
        if (sink.isClosed()) {
            throw new IllegalStateException("The sink is closed: nothing can be sent to it");
        }
        Optional<String> resumeAt = wish.lastEventId().or(() -> request.flatMap(this::lastEventId));
        RegisteredSink mine = new RegisteredSink(sink, this, announcer);
        RegisteredSink known = registered.putIfAbsent(sink, mine);
        try {
            if (known == null) {
                open(mine, wish, resumeAt, request);
            } else {
                add(known, wish, resumeAt);
            }
        } catch (RefusedException refused) {
            throw subscriptionRefused(refused);
        }
    }

    private RuntimeException subscriptionRefused(RefusedException refused) {
        Reason reason = switch (refused.limit()) {
            case NODE -> Reason.NODE_LIMIT;
            case CHANNEL -> Reason.CHANNEL_LIMIT;
            case PRINCIPAL -> Reason.PRINCIPAL_LIMIT;
            case ADDRESS -> Reason.ADDRESS_LIMIT;
            case STOPPING -> Reason.STOPPING;
            case CHANNELS -> throw refused; // no stream makes a channel
        };
        return new SubscriptionRefusedException(
                reason, String.valueOf(refused.getMessage()), Optional.of(retryAfter(reason)));
    }

    /** Later for some than for others, so that they do not all come back at once. */
    private Duration retryAfter(Reason reason) {
        Duration least = limits.retryAfter();
        return reason == Reason.STOPPING
                ? least
                : least.plusMillis(ThreadLocalRandom.current().nextLong(least.toMillis() / 2 + 1));
    }

    /** Whether the sink is registered, with whatever channel. */
    boolean has(SseEventSink sink) {
        return registered.containsKey(sink);
    }

    /** How many there are. */
    int count() {
        return registered.size();
    }

    Sessions sessions() {
        return sessions;
    }

    void forget(RegisteredSink sink) {
        registered.remove(sink.sink(), sink);
    }

    private void open(RegisteredSink sink, Wish wish, Optional<String> resumeAt, Optional<StreamRequest> request) {
        synchronized (sink) { // another thread may add channels to it
            boolean opened = false;
            try {
                sink.subscribed(engine.open(client(request, resumeAt), wish.channels(), resumeAt, sink));
                Subscription subscription = sink.subscription();
                wish.listener().ifPresent(sink::add);
                wish.stillAllowed().run();
                request.flatMap(known ->
                                known.joinSession(sessions, () -> subscription.close(CloseReason.SESSION_ENDED)))
                        .ifPresent(sink::inSession);
                subscription.join();
                connect(sink, subscription, request);
                opened = true;
            } finally {
                if (!opened) {
                    undo(sink, CloseReason.SERVER_ERROR);
                }
            }
        }
    }

    private void add(RegisteredSink sink, Wish wish, Optional<String> resumeAt) {
        synchronized (sink) {
            if (!sink.isSubscribed()) {
                throw new IllegalStateException("The sink has been refused: it takes no channel any more");
            }
            Subscription subscription = sink.subscription();
            engine.add(subscription, wish.channels(), resumeAt);
            boolean joined = false;
            try {
                wish.listener().ifPresent(sink::add);
                wish.stillAllowed().run();
                subscription.join();
                joined = true;
            } finally {
                if (!joined) {
                    subscription.close(CloseReason.REVOKED); // its right to the channel is gone, and with it the stream
                }
            }
        }
    }

    private void undo(RegisteredSink sink, CloseReason reason) {
        try {
            if (sink.isSubscribed()) {
                sink.subscription().close(reason);
            }
        } finally {
            forget(sink);
        }
    }

    private void connect(RegisteredSink sink, Subscription owner, Optional<StreamRequest> request) {
        request.ifPresentOrElse(
                known -> known.open(sink.sink(), owner, threads),
                () -> SinkStream.open(sink.sink(), owner, threads.sends()));
    }

    private Client client(Optional<StreamRequest> request, Optional<String> resumeAt) {
        return new Client(
                resumeAt,
                request.flatMap(StreamRequest::principal),
                request.flatMap(StreamRequest::remoteAddress),
                clock.instant(),
                request.flatMap(StreamRequest::expires));
    }

    private Optional<String> lastEventId(StreamRequest request) {
        Optional<String> id = request.lastEventId();
        if (id.isPresent() && id.get().length() > limits.lastEventId()) {
            throw new SubscriptionRefusedException(
                    Reason.LAST_EVENT_ID_LIMIT,
                    "The last event id has " + id.get().length() + " characters, more than the " + limits.lastEventId()
                            + " that are read.",
                    Optional.empty());
        }
        return id;
    }
}

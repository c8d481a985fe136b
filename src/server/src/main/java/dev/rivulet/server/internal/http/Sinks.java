/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import dev.rivulet.server.ChannelLimitException;
import dev.rivulet.server.ChannelName;
import dev.rivulet.server.ChannelNotFoundException;
import dev.rivulet.server.CloseReason;
import dev.rivulet.server.SubscribeOptions;
import dev.rivulet.server.SubscriptionRefusedException;
import dev.rivulet.server.SubscriptionRefusedException.Reason;
import dev.rivulet.server.internal.config.Limits;
import dev.rivulet.server.internal.engine.Engine;
import dev.rivulet.server.internal.engine.EngineChannel;
import dev.rivulet.server.internal.engine.RefusedException;
import dev.rivulet.server.internal.engine.delivery.Client;
import dev.rivulet.server.internal.engine.delivery.StreamForm;
import dev.rivulet.server.internal.engine.delivery.Subscription;
import dev.rivulet.server.internal.engine.log.EndedException;
import dev.rivulet.server.internal.engine.log.From;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

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
     * @param names of which channels
     * @param channels finds or makes them, once it is certain that they are needed
     * @param options where it starts, and what it is like
     * @param listener is told of the end
     * @param stillAllowed throws if the client may not have the channels after all; asked when whoever takes its right away already finds
     *     it
     */
    record Wish(
            List<ChannelName> names,
            Supplier<List<EngineChannel>> channels,
            SubscribeOptions options,
            Optional<SinkListener> listener,
            Runnable stillAllowed) {

        static Wish of(ChannelName name, EngineChannel channel) {
            return of(List.of(name), () -> List.of(channel));
        }

        static Wish of(List<ChannelName> names, Supplier<List<EngineChannel>> channels) {
            return new Wish(names, channels, SubscribeOptions.usual(), Optional.empty(), () -> {});
        }

        Wish with(SubscribeOptions asked) {
            return new Wish(names, channels, asked, listener, stillAllowed);
        }

        Wish as(Runnable allowed) {
            return new Wish(names, channels, options, listener, allowed);
        }

        Wish through(SinkListener told) {
            return new Wish(names, channels, options, Optional.of(told), stillAllowed);
        }

        /** Where a client starts that has this, or nothing. */
        From from(Optional<String> lastEventId) {
            return lastEventId.map(From::after).orElseGet(() -> switch (options.start()) {
                case USUAL -> From.usual();
                case FIRST -> From.first();
                case NOW -> From.now();
                case REWIND -> From.rewind(options.rewind().orElseThrow());
            });
        }

        StreamForm form() {
            return new StreamForm(options.visibleHeartbeats(), options.namesAsTheyAre());
        }

        /** The names that the engine knows them by. */
        List<String> values() {
            return names.stream().map(ChannelName::value).toList();
        }
    }

    /**
     * Registers a sink with channels, unless the request is a HEAD, which opens nothing. The current request says where the
     * client wants to resume and who it is. If anything fails, nothing is left but what was there before.
     */
    void register(SseEventSink sink, Wish wish) {
        Optional<StreamRequest> request = has(sink) ? currentRequest.get() : currentRequest.of(sink);
        request.ifPresent(StreamRequest::allowOrigin); // so that a refusal can be read too
        Optional<String> resumeAt = lastEventId(wish, request);
        if (!has(sink)) {
            requireMore(wish, resumeAt);
        }
        if (request.isPresent() && request.get().isHead()) {
            if (wish.options().existing()) {
                var unused = wish.channels().get(); // throws as for a GET
            }
            request.get().refuse(sink);
            return;
        }
        if (sink.isClosed()) {
            throw new IllegalStateException("The sink is closed: nothing can be sent to it");
        }
        List<EngineChannel> channels = wish.channels().get();
        RegisteredSink mine = new RegisteredSink(sink, this, announcer);
        RegisteredSink known = registered.putIfAbsent(sink, mine);
        try {
            if (known == null) {
                open(mine, wish, channels, resumeAt, request);
            } else {
                add(known, wish, channels, resumeAt);
            }
        } catch (RefusedException refused) {
            throw refusal(refused);
        } catch (EndedException forgotten) {
            requireMore(wish, resumeAt);
            throw new ChannelNotFoundException(firstUnknown(wish.names()));
        }
    }

    /**
     * Refuses a client that has everything which its channels will ever have.
     *
     * @throws SubscriptionRefusedException if it has
     */
    void requireMore(Wish wish) {
        requireMore(wish, lastEventId(wish, currentRequest.get()));
    }

    private void requireMore(Wish wish, Optional<String> lastEventId) {
        if (lastEventId.isPresent() && engine.hasNothingFor(wish.values(), lastEventId.get())) {
            throw new SubscriptionRefusedException(
                    Reason.NOTHING_MORE,
                    "The channels " + wish.values() + " have ended, and the client has all of them.",
                    Optional.empty());
        }
    }

    /** One that was found, and has been forgotten before the stream was opened. */
    private ChannelName firstUnknown(List<ChannelName> names) {
        return names.stream()
                .filter(name -> engine.find(name.value()).isEmpty())
                .findFirst()
                .orElse(names.get(0));
    }

    private RuntimeException refusal(RefusedException refused) {
        return switch (refused.limit()) {
            case CHANNELS -> new ChannelLimitException(String.valueOf(refused.getMessage()), refused);
            case NODE -> refusal(Reason.NODE_LIMIT, refused);
            case CHANNEL -> refusal(Reason.CHANNEL_LIMIT, refused);
            case PRINCIPAL -> refusal(Reason.PRINCIPAL_LIMIT, refused);
            case ADDRESS -> refusal(Reason.ADDRESS_LIMIT, refused);
            case STOPPING -> refusal(Reason.STOPPING, refused);
        };
    }

    private RuntimeException refusal(Reason reason, RefusedException refused) {
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

    private void open(
            RegisteredSink sink,
            Wish wish,
            List<EngineChannel> channels,
            Optional<String> resumeAt,
            Optional<StreamRequest> request) {
        synchronized (sink) { // another thread may add channels to it
            boolean opened = false;
            try {
                Client client = client(request, resumeAt, wish.options().attributes());
                sink.subscribed(engine.open(client, channels, wish.from(resumeAt), wish.form(), sink));
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

    private void add(RegisteredSink sink, Wish wish, List<EngineChannel> channels, Optional<String> resumeAt) {
        synchronized (sink) {
            if (!sink.isSubscribed()) {
                throw new IllegalStateException("The sink has been refused: it takes no channel any more");
            }
            Subscription subscription = sink.subscription();
            engine.add(subscription, channels, wish.from(resumeAt));
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

    private Client client(Optional<StreamRequest> request, Optional<String> resumeAt, Map<String, String> attributes) {
        return new Client(
                resumeAt,
                request.flatMap(StreamRequest::principal),
                request.flatMap(StreamRequest::remoteAddress),
                clock.instant(),
                request.flatMap(StreamRequest::expires),
                attributes);
    }

    /** What the application says that the client has, or else what its request says. */
    private Optional<String> lastEventId(Wish wish, Optional<StreamRequest> request) {
        Optional<String> said = wish.options().after();
        return said.isPresent() ? said.filter(id -> !id.isEmpty()) : request.flatMap(this::lastEventId);
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

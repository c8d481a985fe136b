/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import dev.rivulet.server.CloseReason;
import dev.rivulet.server.SubscriptionClosed;
import dev.rivulet.server.SubscriptionInfo;
import dev.rivulet.server.SubscriptionOpened;
import dev.rivulet.server.internal.config.Limits;
import dev.rivulet.server.internal.engine.delivery.ChannelCursor;
import dev.rivulet.server.internal.engine.delivery.Client;
import dev.rivulet.server.internal.engine.delivery.DeliveryLoops;
import dev.rivulet.server.internal.engine.delivery.StreamTerms;
import dev.rivulet.server.internal.engine.delivery.Subscription;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.InstantSource;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Turns sinks into subscriptions: one for each sink, however many channels it is registered with. Thread-safe. */
public final class Registrar {

    private final DeliveryLoops loops;
    private final StreamTerms terms;
    private final CurrentRequest currentRequest;
    private final SinkThreads sinkThreads;
    private final Announcer announcer;
    private final Observers observers;
    private final StreamLimits streamLimits;
    private final Limits limits;
    private final InstantSource clock;
    private final IdentityHashMap<SseEventSink, Registration> registrations =
            new IdentityHashMap<>(); // guarded by itself
    private final AtomicInteger streams = new AtomicInteger();
    private final StreamTally tally = new StreamTally();
    private final Sessions sessions = new Sessions();
    private long registered; // guarded by registrations
    private boolean stopped; // guarded by registrations

    /**
     * A registrar.
     *
     * @param loops own the subscriptions
     * @param terms hold for every stream
     * @param currentRequest the request that registers, if any
     * @param sinkThreads call sinks
     * @param announcer tells the application
     * @param observers are told of deliveries
     * @param streamLimits refuse streams that would be too many
     * @param limits bound what clients send
     * @param clock the wall's
     */
    public Registrar(
            DeliveryLoops loops,
            StreamTerms terms,
            CurrentRequest currentRequest,
            SinkThreads sinkThreads,
            Announcer announcer,
            Observers observers,
            StreamLimits streamLimits,
            Limits limits,
            InstantSource clock) {
        this.loops = loops;
        this.terms = terms;
        this.currentRequest = currentRequest;
        this.sinkThreads = sinkThreads;
        this.announcer = announcer;
        this.observers = observers;
        this.streamLimits = streamLimits;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * Registers a sink with channels, unless the request is a HEAD, which opens nothing. The current request says where the
     * client wants to resume and who it is.
     */
    void register(
            SseEventSink sink,
            List<LogChannel> channels,
            Optional<String> lastEventId,
            Optional<ChannelBroadcaster> broadcaster) {
        Optional<StreamRequest> request = has(sink) ? currentRequest.get() : currentRequest.of(sink);
        request.ifPresent(StreamRequest::allowOrigin);
        if (request.isPresent() && request.get().isHead()) {
            request.get().refuse(sink);
            return;
        }
        if (sink.isClosed()) {
            throw new IllegalStateException("The sink is closed: nothing can be sent to it");
        }
        Optional<String> resumeFrom = lastEventId.or(() -> request.flatMap(this::lastEventId));
        List<ChannelCursor> cursors = channels.stream()
                .map(channel -> ChannelCursor.at(channel.name(), channel.feeds(), resumeFrom))
                .toList();
        Registration registration;
        boolean isNew;
        synchronized (registrations) {
            if (stopped) {
                throw Problem.unavailable(
                        "The application is stopping: no stream is opened any more.", limits.retryAfter());
            }
            Registration known = registrations.get(sink);
            isNew = known == null;
            registration = known == null ? create(sink, request, resumeFrom) : known;
            try {
                registration.add(cursors, terms.channels());
            } catch (RuntimeException refused) {
                if (isNew) {
                    registration.giveBack();
                }
                throw refused;
            }
            registrations.put(sink, registration);
        }
        broadcaster.ifPresent(registration::addBroadcaster);
        if (isNew) {
            Subscription subscription = registration.subscription();
            request.flatMap(known -> known.joinSession(sessions, () -> subscription.close(CloseReason.SESSION_ENDED)))
                    .ifPresent(registration::inSession);
            open(registration, request);
        }
    }

    /** Whether the sink is registered, with whatever channel. */
    boolean has(SseEventSink sink) {
        synchronized (registrations) {
            return registrations.containsKey(sink);
        }
    }

    /** From now on nothing is registered. */
    public void stop() {
        synchronized (registrations) {
            stopped = true;
        }
    }

    /**
     * Ends the streams that there are, after {@link #stop}.
     *
     * @param drain how
     */
    public void drain(Drain drain) {
        drain.run(subscriptions(), this::isEmpty);
    }

    /** A snapshot: those whose streams are open, and those about to be opened. */
    List<Subscription> subscriptions() {
        synchronized (registrations) {
            return registrations.values().stream()
                    .map(Registration::subscription)
                    .toList();
        }
    }

    private boolean isEmpty() {
        synchronized (registrations) {
            return registrations.isEmpty();
        }
    }

    int streams() {
        return streams.get();
    }

    void opened(SubscriptionInfo subscription) {
        streams.incrementAndGet();
        announcer.announce(new SubscriptionOpened(subscription));
    }

    void closed(SubscriptionClosed event) {
        streams.decrementAndGet();
        announcer.announce(event);
    }

    StreamTally tally() {
        return tally;
    }

    Observers observers() {
        return observers;
    }

    /** Calls the application's code. */
    void call(Runnable listener) {
        announcer.run(listener);
    }

    void release(SseEventSink sink) {
        synchronized (registrations) {
            registrations.remove(sink);
        }
    }

    private Optional<String> lastEventId(StreamRequest request) {
        Optional<String> id = request.lastEventId();
        if (id.isPresent() && id.get().length() > limits.lastEventId()) {
            throw Problem.badRequest("The last event id has " + id.get().length() + " characters, more than the "
                    + limits.lastEventId() + " that are read.");
        }
        return id;
    }

    private Registration create(SseEventSink sink, Optional<StreamRequest> request, Optional<String> resumeFrom) {
        Client client = new Client(
                resumeFrom,
                request.flatMap(StreamRequest::principal),
                request.flatMap(StreamRequest::remoteAddress),
                clock.instant(),
                request.flatMap(StreamRequest::expires));
        StreamLimits.Ticket ticket = streamLimits.take(client.principal(), client.remoteAddress());
        long id = ++registered;
        return new Registration(
                sink, this, ticket, listener -> new Subscription(id, loops.next(), client, terms, listener));
    }

    private void open(Registration registration, Optional<StreamRequest> request) {
        Subscription owner = registration.subscription();
        SseEventSink sink = registration.sink();
        request.ifPresentOrElse(
                known -> known.open(sink, owner, sinkThreads), () -> SinkStream.open(sink, owner, sinkThreads.sends()));
    }
}

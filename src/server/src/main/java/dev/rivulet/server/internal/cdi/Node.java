/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.cdi;

import dev.rivulet.server.ChannelEndpoint;
import dev.rivulet.server.Channels;
import dev.rivulet.server.SubscriptionClosed;
import dev.rivulet.server.SubscriptionOpened;
import dev.rivulet.server.internal.config.Settings;
import dev.rivulet.server.internal.engine.delivery.DeliveryLoops;
import dev.rivulet.server.internal.engine.delivery.StreamTerms;
import dev.rivulet.server.internal.http.Admission;
import dev.rivulet.server.internal.http.Announcer;
import dev.rivulet.server.internal.http.ChannelRegistry;
import dev.rivulet.server.internal.http.Drain;
import dev.rivulet.server.internal.http.Endpoint;
import dev.rivulet.server.internal.http.Observers;
import dev.rivulet.server.internal.http.Registrar;
import dev.rivulet.server.internal.http.Retreat;
import dev.rivulet.server.internal.http.Status;
import dev.rivulet.server.internal.http.StreamLimits;
import dev.rivulet.server.internal.http.StreamRequest;
import dev.rivulet.server.spi.ChannelPolicy;
import dev.rivulet.server.spi.EventTracer;
import dev.rivulet.server.spi.NodeObserver;
import dev.rivulet.server.spi.NodeStatus;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.UnsatisfiedResolutionException;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** The node: everything behind {@link Channels}, put together when the application starts and taken apart when it stops. */
@ApplicationScoped
public class Node {

    private static final System.Logger LOG = System.getLogger(Node.class.getName());
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);
    private static final double RETRY_JITTER = 0.2;

    @Inject
    Settings settings;

    @Inject
    Encoding encoding;

    @Inject
    RivuletExtension extension;

    @Inject
    Instance<ChannelPolicy> policy;

    @Inject
    Instance<EventTracer> tracer;

    @Inject
    Instance<NodeObserver> observers;

    @Inject
    Instance<HttpServletRequest> request;

    @Inject
    Event<SubscriptionOpened> opened;

    @Inject
    Event<SubscriptionClosed> closed;

    private @Nullable ChannelPolicy resolvedPolicy;
    private NodeThreads threads;
    private DeliveryLoops loops;
    private Registrar registrar;
    private Retreat retreat;
    private Status status;
    private ChannelRegistry channels;

    @PostConstruct
    void start() {
        threads = new NodeThreads(settings.sinkThreads());
        StreamTerms terms = new StreamTerms(
                settings.heartbeat(), settings.writeTimeout(), this::retryMillis, settings.streamChannels());
        Observers watching = new Observers(
                tracer.isUnsatisfied() ? Optional.empty() : Optional.of(tracer.get()),
                observers.stream().toList(),
                threads.observations(),
                InstantSource.system());
        loops = new DeliveryLoops(settings.deliveryLoops(), System::nanoTime, terms.tick(), () -> {
            channels.expire();
            watching.tick();
        });
        Announcer announcer = new Announcer(this::announce, threads.announcements());
        registrar = new Registrar(
                loops,
                terms,
                this::currentRequest,
                threads.sinkThreads(),
                announcer,
                watching,
                new StreamLimits(settings.limits(), this::retryAfter),
                settings.limits(),
                InstantSource.system());
        retreat = new Retreat(
                registrar,
                settings.drainNotice(),
                new Drain(
                        settings.drainPeriod(),
                        settings.drainRetry(),
                        System::nanoTime,
                        Drain.Pause.parking(),
                        new SplittableRandom()));
        Admission admission = new Admission(this::currentPolicy, this::currentRequest);
        channels = new ChannelRegistry(
                settings,
                encoding.encoder(),
                System::nanoTime,
                loops,
                registrar,
                admission,
                watching,
                () -> retreat.start(threads.factory()));
        status = new Status(
                registrar, retreat, loops, terms, settings.channelHistory().keySet());
        extension.channels().forEach(channels::get);
        loops.start(threads.factory());
    }

    @Produces
    @ApplicationScoped
    public ChannelEndpoint endpoint() {
        return new Endpoint(channels, settings.crossOrigin(), this::currentRequest);
    }

    @Produces
    @ApplicationScoped
    public Channels channels() {
        return channels;
    }

    @Produces
    @ApplicationScoped
    public NodeStatus status() {
        return status;
    }

    /** Starts the node with the application, not with the first who asks for a channel. */
    public void applicationStarts(@Observes @Initialized(ApplicationScoped.class) Object context) {
        LOG.log(Level.DEBUG, "Started with {0}", settings);
    }

    /** Ends the streams while the server still can send their last bytes. */
    public void applicationStops(@Observes @BeforeDestroyed(ApplicationScoped.class) Object context) {
        retreat.run();
        loops.stop(STOP_TIMEOUT);
        threads.stop(STOP_TIMEOUT);
    }

    private Optional<StreamRequest> currentRequest() {
        try {
            HttpServletRequest current = request.get();
            current.getMethod(); // throws where there is none
            return Optional.of(new StreamRequest(current));
        } catch (IllegalStateException | ContextNotActiveException | UnsatisfiedResolutionException noRequest) {
            return Optional.empty();
        }
    }

    /** Resolved once: a policy of a narrower scope would be made anew, and kept, at every call. */
    private synchronized Optional<ChannelPolicy> currentPolicy() {
        if (resolvedPolicy == null && !policy.isUnsatisfied()) {
            resolvedPolicy = policy.get();
        }
        return Optional.ofNullable(resolvedPolicy);
    }

    private long retryMillis() {
        long millis = settings.retry().toMillis();
        return Math.round(
                millis * (1 + RETRY_JITTER * (2 * ThreadLocalRandom.current().nextDouble() - 1)));
    }

    /** Later for some than for others, so that they do not all come back at once. */
    private Duration retryAfter() {
        Duration least = settings.limits().retryAfter();
        return least.plusMillis(ThreadLocalRandom.current().nextLong(least.toMillis() / 2 + 1));
    }

    private void announce(Object event) {
        if (event instanceof SubscriptionOpened streamOpened) {
            Announcement.to(opened, streamOpened);
        } else if (event instanceof SubscriptionClosed streamClosed) {
            Announcement.to(closed, streamClosed);
        }
    }
}

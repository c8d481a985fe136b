/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.cdi;

import dev.rivulet.server.ChannelEndpoint;
import dev.rivulet.server.Channels;
import dev.rivulet.server.SubscriptionClosed;
import dev.rivulet.server.SubscriptionOpened;
import dev.rivulet.server.internal.config.Settings;
import dev.rivulet.server.internal.engine.Engine;
import dev.rivulet.server.internal.http.Admission;
import dev.rivulet.server.internal.http.Announcer;
import dev.rivulet.server.internal.http.ChannelBeginnings;
import dev.rivulet.server.internal.http.Feeds;
import dev.rivulet.server.internal.http.NodeChannels;
import dev.rivulet.server.internal.http.NodeEndpoint;
import dev.rivulet.server.internal.http.NodeReport;
import dev.rivulet.server.internal.http.Refusals;
import dev.rivulet.server.internal.http.Requests;
import dev.rivulet.server.internal.http.SinkThreads;
import dev.rivulet.server.internal.http.Sinks;
import dev.rivulet.server.internal.http.StartReport;
import dev.rivulet.server.internal.http.StreamMeter;
import dev.rivulet.server.internal.http.WebModule;
import dev.rivulet.server.spi.ChannelPolicy;
import dev.rivulet.server.spi.EventTracer;
import dev.rivulet.server.spi.NodeObserver;
import dev.rivulet.server.spi.NodeStatus;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.FeatureContext;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The node: everything behind {@link Channels}, put together when the application starts and taken apart when it stops. */
@ApplicationScoped
public class Node {

    private static final System.Logger LOG = System.getLogger(Node.class.getName());
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

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
    @Any
    Instance<Object> beans;

    @Inject
    Event<SubscriptionOpened> opened;

    @Inject
    Event<SubscriptionClosed> closed;

    private @Nullable ChannelPolicy resolvedPolicy;
    private NodeThreads threads;
    private Refusals refusals;
    private Requests requests;
    private StartReport report;
    private Engine engine;
    private NodeReport status;
    private Feeds feeds;
    private NodeChannels channels;
    private NodeEndpoint endpoint;

    @PostConstruct
    void start() {
        threads = new NodeThreads(settings.sinkThreads(), settings.feedThreads());
        SinkThreads sinkThreads = threads.sinkThreads();
        refusals = new Refusals(System::nanoTime, () -> channels.names());
        requests = new Requests(beans, settings.crossOrigin(), refusals);
        report = new StartReport(settings, extension.channels(), !policy.isUnsatisfied());
        Announcer announcer = new Announcer(
                this::announce,
                threads.announcements(),
                tracer.isUnsatisfied() ? Optional.empty() : Optional.of(tracer.get()),
                observers.stream().toList(),
                threads.observations(),
                InstantSource.system());
        StreamMeter meter = new StreamMeter(announcer);
        feeds = new Feeds(settings.feedWindow(), threads.asking(), threads.iterating());
        ChannelBeginnings beginnings = new ChannelBeginnings(requests, settings.limits(), System::nanoTime);
        engine = Engine.builder(settings)
                .threads(threads.factory())
                .meter(meter)
                .kept(extension.channels())
                .onForgotten(name -> {
                    channels.forgotten(name);
                    endpoint.forgotten(name);
                })
                .onTick(() -> {
                    announcer.tick();
                    sinkThreads.beginnings().tick();
                    feeds.tick();
                    beginnings.tick();
                    endpoint.tick();
                })
                .build();
        Sinks sinks = new Sinks(engine, requests, sinkThreads, announcer, settings.limits(), InstantSource.system());
        channels = new NodeChannels(engine, settings, encoding.encoder(), sinks, announcer, meter, feeds, beginnings);
        endpoint = new NodeEndpoint(channels, new Admission(this::currentPolicy, requests), settings, requests);
        status = new NodeReport(engine, meter, settings.namedChannels(), refusals);
        channels.keep(extension.channels());
    }

    @Produces
    @ApplicationScoped
    public ChannelEndpoint endpoint() {
        return endpoint;
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

    /** Fired by {@link dev.rivulet.server.RivuletFeature}, for each JAX-RS application. */
    public void jaxRsStarts(@Observes FeatureContext context) {
        requests.jaxRsStarts(context);
    }

    /** Fired by a web module's filter. */
    public void webModuleStarts(@Observes WebModule module) {
        report.started(module);
    }

    /** Starts the node with the application, not with the first who asks for a channel. */
    public void applicationStarts(@Observes @Initialized(ApplicationScoped.class) Object context) {
        LOG.log(Level.DEBUG, "Started with {0}", settings);
        report.applicationStarted();
    }

    /** Ends the streams while the server still can send their last bytes. */
    public void applicationStops(@Observes @BeforeDestroyed(ApplicationScoped.class) Object context) {
        feeds.stop();
        engine.close();
        threads.stop(STOP_TIMEOUT);
        refusals.applicationStops();
    }

    /** Resolved once: a policy of a narrower scope would be made anew, and kept, at every call. */
    private synchronized Optional<ChannelPolicy> currentPolicy() {
        if (resolvedPolicy == null && !policy.isUnsatisfied()) {
            resolvedPolicy = policy.get();
        }
        return Optional.ofNullable(resolvedPolicy);
    }

    private void announce(Object event) {
        if (event instanceof SubscriptionOpened streamOpened) {
            Announcement.to(opened, streamOpened);
        } else if (event instanceof SubscriptionClosed streamClosed) {
            Announcement.to(closed, streamClosed);
        }
    }
}

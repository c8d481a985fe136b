/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import dev.rivulet.server.internal.config.CrossOrigin;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.sse.SseEventSink;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Finds the request that a sink belongs to: the calling thread's, as the servlet container or else JAX-RS knows it; or, on a
 * thread that serves none, the one in whose scope the runtime writes the sink's events. Thread-safe.
 */
public final class Requests implements CurrentRequest {

    private static final System.Logger LOG = System.getLogger(Requests.class.getName());

    /** A runtime may write only after the resource has returned, and that may do a little more. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** A sink's, for as long as its thread acts for it. */
    private static final ThreadLocal<StreamRequest> BORROWED = new ThreadLocal<>();

    private final Optional<ServletRequests> servlets;
    private final CrossOrigin crossOrigin;
    private final Refusals refusals;
    private final Duration patience;
    private final List<StreamFilter> runtimes = new CopyOnWriteArrayList<>(); // one for each JAX-RS application
    private final List<Supplier<Optional<StreamRequest>>> scopes = new CopyOnWriteArrayList<>();
    private final AtomicBoolean toldOfCredentials = new AtomicBoolean();
    private final AtomicBoolean toldOfFeature = new AtomicBoolean();

    /**
     * Requests of an application.
     *
     * @param beans the application's, among them the servlet request where there are servlets
     * @param crossOrigin which other origins have access
     * @param refusals learn of refusals
     */
    public Requests(Instance<Object> beans, CrossOrigin crossOrigin, Refusals refusals) {
        this(ServletRequests.ofThisServer(beans), crossOrigin, refusals, PATIENCE);
    }

    Requests(Optional<ServletRequests> servlets, CrossOrigin crossOrigin, Refusals refusals, Duration patience) {
        this.servlets = servlets;
        this.crossOrigin = crossOrigin;
        this.refusals = refusals;
        this.patience = patience;
    }

    /**
     * Takes part in a JAX-RS application that starts.
     *
     * @param context its
     */
    public void jaxRsStarts(FeatureContext context) {
        StreamFilter runtime = new StreamFilter(crossOrigin, refusals);
        context.register(runtime);
        context.register(new SinkMethods());
        context.register(new ChannelLimitMapper());
        context.register(new SubscriptionRefusedMapper());
        context.register(new ChannelEndedMapper());
        context.register(new ChannelExistsMapper());
        context.register(new ChannelNotFoundMapper());
        runtimes.add(runtime);
        if (servlets.isPresent()) {
            scopes.add(servlets.get().inScopeOf(context));
        } else {
            scopes.add(runtime::currentRequest);
        }
    }

    @Override
    public Optional<StreamRequest> get() {
        StreamRequest ofAnother = BORROWED.get();
        if (ofAnother != null) {
            return Optional.of(ofAnother);
        }
        Optional<StreamRequest> found =
                servlets.isPresent() ? servlets.get().current(currentUser()) : first(StreamFilter::currentRequest);
        found.filter(StreamRequest::hasUnacceptedCredentials).ifPresent(request -> tellOfCredentials());
        return found;
    }

    @Override
    public Optional<StreamRequest> of(SseEventSink sink) {
        Optional<StreamRequest> current = get();
        if (current.isPresent()) {
            requireStreamMethod();
            tellOfFeature();
            return current;
        }
        return Optional.of(ownerOf(sink));
    }

    @Override
    public <T> T with(SseEventSink sink, boolean open, Supplier<T> action) {
        if (get().isPresent()) {
            return action.get();
        }
        if (open) {
            throw new IllegalStateException("Clients name channels in a request, and the thread "
                    + Thread.currentThread().getName() + " serves none. To add a channel of the application's choice to"
                    + " a stream that is open, subscribe its sink to the channel");
        }
        BORROWED.set(ownerOf(sink));
        try {
            return action.get();
        } finally {
            BORROWED.remove();
        }
    }

    /** Waits for the runtime to write a comment, and asks then whose response it writes. */
    private StreamRequest ownerOf(SseEventSink sink) {
        if (sink.isClosed()) {
            throw new IllegalStateException("The sink is closed: nothing can be sent to it");
        }
        Knock knock = new Knock(this::inScope);
        try {
            sink.send(knock);
            return knock.answer().get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unknownOwner(e);
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            throw unknownOwner(e);
        }
    }

    private Optional<StreamRequest> inScope() {
        return scopes.stream().flatMap(scope -> scope.get().stream()).findFirst();
    }

    private static IllegalStateException unknownOwner(Exception cause) {
        return new IllegalStateException(
                "A sink was subscribed on the thread " + Thread.currentThread().getName()
                        + ", which serves no request, and the sink's own cannot be found: without it the client could not"
                        + " resume, and its stream would outlive its session and know no user. Subscribe the sink in the"
                        + " resource method, before that returns; there it never waits. (An Application that lists its"
                        + " classes lists RivuletFeature too.)",
                cause);
    }

    private Optional<SecurityContext> currentUser() {
        return first(StreamFilter::currentUser);
    }

    private <T> Optional<T> first(Function<StreamFilter, Optional<T>> question) {
        for (StreamFilter runtime : runtimes) {
            Optional<T> answer = question.apply(runtime);
            if (answer.isPresent()) {
                return answer;
            }
        }
        return Optional.empty();
    }

    private void requireStreamMethod() {
        first(StreamFilter::currentMethod).flatMap(SinkMethods::fault).ifPresent(fault -> {
            throw new IllegalStateException(fault);
        });
    }

    private void tellOfCredentials() {
        if (toldOfCredentials.compareAndSet(false, true)) {
            LOG.log(
                    Level.WARNING,
                    "A request for channels has an Authorization header and yet no user: the server has not accepted it,"
                            + " or was not told to. With MicroProfile JWT the Application class needs @LoginConfig(authMethod ="
                            + " \"MP-JWT\") and must be a bean (@ApplicationScoped); with HTTP Basic, web.xml a login-config."
                            + " Said once");
        }
    }

    private void tellOfFeature() {
        if (runtimes.isEmpty() && toldOfFeature.compareAndSet(false, true)) {
            LOG.log(
                    Level.WARNING,
                    "JAX-RS has not found RivuletFeature: an Application that lists its classes (getClasses) lists"
                            + " dev.rivulet.server.RivuletFeature too. Without it the application's MessageBodyWriters are"
                            + " not used, streams and channels over a limit are answered with 500, refusals are not logged, and a"
                            + " user whom a JAX-RS filter has set is not seen");
        }
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.SseEventSink;
import java.lang.reflect.Method;
import java.security.Principal;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A JAX-RS runtime: what it injects answers on a thread that works for a request, and throws on any other. */
final class FakeRuntime {

    final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    final MultivaluedHashMap<String, String> query = new MultivaluedHashMap<>();
    final FeatureContext features = Fakes.fake(FeatureContext.class, (proxy, called, arguments) -> {
        inject(arguments[0]);
        return null;
    });
    String method = "GET";

    @Nullable
    Principal user;

    @Nullable
    Method resourceMethod;

    @Nullable
    HttpServletRequest servletRequest;

    boolean writes = true;
    private final ThreadLocal<Boolean> inRequest = ThreadLocal.withInitial(() -> false);

    /** Does something as a resource does it. */
    void serve(Runnable resource) {
        boolean before = inRequest.get();
        inRequest.set(true);
        try {
            resource.run();
        } finally {
            inRequest.set(before);
        }
    }

    /** The same, with what comes of it. */
    <T> T serving(Supplier<T> resource) {
        AtomicReference<T> result = new AtomicReference<>();
        serve(() -> result.set(resource.get()));
        return result.get();
    }

    boolean isServing() {
        return inRequest.get();
    }

    /** A sink of this runtime, which writes events in its request's scope. */
    SseEventSink sink() {
        return new SseEventSink() {
            @Override
            public boolean isClosed() {
                return false;
            }

            @Override
            public CompletionStage<?> send(OutboundSseEvent event) {
                if (writes) {
                    serve(event::getComment);
                }
                return CompletableFuture.completedFuture(null);
            }

            @Override
            public void close() {
                // Nobody listens.
            }
        };
    }

    private void inject(Object component) {
        if (component instanceof StreamFilter filter) {
            filter.headers = scoped(HttpHeaders.class, (name, arguments) -> headers.get((String) arguments[0]));
            filter.uri = scoped(UriInfo.class, (name, arguments) -> query);
            filter.request = scoped(Request.class, (name, arguments) -> method);
            filter.security = scoped(
                    SecurityContext.class,
                    (name, arguments) -> name.equals("getUserPrincipal")
                            ? user
                            : user != null && arguments[0].equals("role of " + user.getName()));
            filter.resource = scoped(ResourceInfo.class, (name, arguments) -> resourceMethod);
        } else if (component instanceof ServletScope scope) {
            scope.request = Fakes.fake(HttpServletRequest.class, (proxy, called, arguments) -> {
                requireRequest();
                return called.invoke(servletRequest, arguments);
            });
        }
    }

    private <T> T scoped(Class<T> type, Answer answer) {
        return Fakes.fake(type, (proxy, called, arguments) -> {
            requireRequest();
            return answer.to(called.getName(), arguments);
        });
    }

    private void requireRequest() {
        if (!inRequest.get()) {
            throw new IllegalStateException("Not inside a request scope.");
        }
    }

    private interface Answer {
        @Nullable
        Object to(String method, Object[] arguments);
    }
}

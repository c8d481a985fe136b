/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.ws.rs.core.SecurityContext;
import java.lang.reflect.Proxy;
import java.security.Principal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A user's HTTP session and the requests in it, as far as a stream asks. Its listener is called as containers do. */
final class FakeSession {

    private static final AtomicLong IDS = new AtomicLong();

    private final Map<String, Object> attributes = new ConcurrentHashMap<>();
    private final ServletContext context = fake(ServletContext.class, call -> switch (call.name()) {
        case "getAttribute" -> attributes.get((String) call.argument());
        case "setAttribute" -> attributes.put((String) call.argument(), call.arguments()[1]);
        case "getServerInfo" -> "fake";
        case "getContextPath" -> "";
        default -> null;
    });
    private final HttpSession session = fake(HttpSession.class, call -> switch (call.name()) {
        case "getId" -> id();
        case "getServletContext" -> context;
        case "getCreationTime" -> creationTime();
        default -> null;
    });
    private final Principal principal;
    private final Set<String> roles;
    private volatile @Nullable String lastEventId;
    private volatile String method = "GET";
    private Optional<SecurityContext> security = Optional.empty();
    private volatile String id = "s" + IDS.incrementAndGet();
    private volatile boolean valid = true;
    private volatile boolean seen;
    private volatile Runnable onGetId = () -> {};

    FakeSession(Principal principal, String... roles) {
        this.principal = principal;
        this.roles = Set.of(roles);
    }

    /** The user whom a filter of JAX-RS has set. */
    void jaxRsKnows(SecurityContext user) {
        security = Optional.of(user);
    }

    /** Its next requests have this id, or none. */
    FakeSession having(@Nullable String id) {
        lastEventId = id;
        return this;
    }

    /** Its next requests are of this method. */
    FakeSession asking(String httpMethod) {
        method = httpMethod;
        return this;
    }

    /** What happens between a request's look at the session and at its id. */
    void onGetId(Runnable action) {
        onGetId = action;
    }

    /** Whose streams the listener tells. */
    void listenFor(Sessions sessions) {
        SessionListener.listenFor(sessions, context);
    }

    StreamRequest request() {
        return new ServletStreamRequest(
                fake(HttpServletRequest.class, call -> switch (call.name()) {
                    case "getMethod" -> method;
                    case "getHeader" -> "Last-Event-ID".equals(call.argument()) ? lastEventId : null;
                    case "getUserPrincipal" -> principal;
                    case "isUserInRole" -> roles.contains((String) call.argument());
                    case "getRemoteAddr" -> "127.0.0.1";
                    case "getSession" -> session();
                    case "getServletContext" -> context;
                    default -> null;
                }),
                security);
    }

    /** As at a login. */
    synchronized void rename() {
        if (!valid) {
            return;
        }
        String old = id;
        id = "s" + IDS.incrementAndGet();
        new SessionListener().sessionIdChanged(new HttpSessionEvent(session), old);
    }

    /** The listener is called while the session still is there, as the Servlet specification says. */
    synchronized void invalidate() {
        if (!valid) {
            return;
        }
        new SessionListener().sessionDestroyed(new HttpSessionEvent(session));
        valid = false;
    }

    /** Whether a request has found it. */
    boolean wasSeen() {
        return seen;
    }

    private @Nullable HttpSession session() {
        if (!valid) {
            return null;
        }
        seen = true;
        return session;
    }

    private long creationTime() {
        if (!valid) {
            throw new IllegalStateException("The session has been invalidated");
        }
        return 0;
    }

    private String id() {
        String current = id;
        Runnable meanwhile = onGetId;
        onGetId = () -> {};
        meanwhile.run();
        if (!valid) {
            throw new IllegalStateException("The session has been invalidated");
        }
        return current;
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Call(String name, @Nullable Object[] arguments) {
        @Nullable
        Object argument() {
            return arguments[0];
        }
    }

    private static <T> T fake(Class<T> type, Function<Call, @Nullable Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> method.getName().equals("hashCode")
                        ? System.identityHashCode(proxy)
                        : method.getName().equals("equals")
                                ? proxy == arguments[0]
                                : answers.apply(
                                        new Call(method.getName(), arguments == null ? new Object[0] : arguments))));
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A servlet container of one request, as far as Rivulet asks it anything. */
final class FakeServlets {

    final Map<String, String> requestHeaders = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    final Map<String, String> parameters = new HashMap<>();
    final Map<String, List<String>> responseHeaders = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    final Map<String, FilterRegistration> filters = new LinkedHashMap<>();
    final List<String> added = new ArrayList<>();
    final List<AsyncListener> asyncListeners = new ArrayList<>();
    final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    String method = "GET";
    String contextPath = "/shop";
    String protocol = "HTTP/1.1";
    String serverInfo = "Fake";

    @Nullable
    Principal user;

    @Nullable
    String sessionId;

    boolean sessionIsInvalid;
    boolean sessionIsHidden;
    boolean idOutlivesSession;
    int sessionsAskedFor;
    boolean asyncSupported = true;
    boolean asyncStarted;
    boolean swallowsListener;
    boolean dispatchIsOver;

    @Nullable
    String contentType;

    boolean committed;

    @Nullable
    WriteListener writeListener;

    long timeout = 30_000;
    int completed;

    final ServletContext application = Fakes.fake(ServletContext.class, this::application);
    final HttpServletRequest request = Fakes.fake(HttpServletRequest.class, this::request);
    final HttpServletResponse response = Fakes.fake(HttpServletResponse.class, this::response);
    HttpServletResponse asyncResponse = response;
    private final AsyncContext asyncContext = Fakes.fake(AsyncContext.class, this::asyncContext);
    private final Map<String, Object> requestAttributes = new HashMap<>();
    private final Map<String, Object> applicationAttributes = new HashMap<>();
    private final HttpSession session = Fakes.fake(HttpSession.class, this::session);

    /** The value of a response's header, all its lines joined. */
    @Nullable
    String sentHeader(String name) {
        List<String> values = responseHeaders.get(name);
        return values == null ? null : String.join(" & ", values);
    }

    String sentText() {
        return sent.toString(StandardCharsets.UTF_8);
    }

    void complete() throws IOException {
        for (AsyncListener listener : asyncListeners) {
            listener.onComplete(new AsyncEvent(asyncContext));
        }
    }

    private @Nullable Object application(Object proxy, java.lang.reflect.Method called, Object[] arguments) {
        return switch (called.getName()) {
            case "getAttribute" -> applicationAttributes.get((String) arguments[0]);
            case "setAttribute" -> applicationAttributes.put((String) arguments[0], arguments[1]);
            case "getServerInfo" -> serverInfo;
            case "getContextPath" -> contextPath;
            case "getFilterRegistrations" -> filters;
            case "addFilter" -> addFilter((String) arguments[0], (Class<?>) arguments[1]);
            case "addListener" -> {
                added.add("listener " + ((Class<?>) arguments[0]).getSimpleName());
                yield null;
            }
            default -> throw new UnsupportedOperationException(called.toString());
        };
    }

    private @Nullable Object addFilter(String name, Class<?> type) {
        added.add("filter " + type.getSimpleName());
        FilterRegistration.Dynamic registration =
                Fakes.fake(FilterRegistration.Dynamic.class, (proxy, called, arguments) -> {
                    switch (called.getName()) {
                        case "setAsyncSupported" -> added.add("async " + arguments[0]);
                        case "addMappingForUrlPatterns" -> added.add("mapped first to " + ((String[]) arguments[2])[0]);
                        case "getClassName" -> {
                            return type.getName();
                        }
                        default -> throw new UnsupportedOperationException(called.toString());
                    }
                    return null;
                });
        filters.put(name, registration);
        return registration;
    }

    private @Nullable Object request(Object proxy, java.lang.reflect.Method called, Object[] arguments) {
        return switch (called.getName()) {
            case "getAttribute" -> requestAttributes.get((String) arguments[0]);
            case "setAttribute" -> requestAttributes.put((String) arguments[0], arguments[1]);
            case "removeAttribute" -> requestAttributes.remove((String) arguments[0]);
            case "getHeader" -> requestHeaders.get((String) arguments[0]);
            case "getParameter" -> parameters.get((String) arguments[0]);
            case "getMethod" -> method;
            case "getProtocol" -> protocol;
            case "getRequestURI" -> "/shop/api/prices";
            case "getRemoteAddr" -> "192.0.2.7";
            case "getUserPrincipal" -> user;
            case "isUserInRole" -> user != null && user.getName().equals(arguments[0]);
            case "getServletContext" -> application;
            case "getSession" -> {
                sessionsAskedFor++;
                yield sessionId == null || sessionIsHidden ? null : session;
            }
            case "isAsyncSupported" -> asyncSupported;
            case "isAsyncStarted" -> asyncStarted;
            case "getAsyncContext" -> asyncContext;
            case "getHttpServletMapping" -> Fakes.fake(HttpServletMapping.class, (self, asked, none) -> "Rest");
            default -> throw new UnsupportedOperationException(called.toString());
        };
    }

    private @Nullable Object session(Object proxy, java.lang.reflect.Method called, Object[] arguments) {
        if (sessionIsInvalid && !(idOutlivesSession && called.getName().equals("getId"))) {
            throw new IllegalStateException("The session has been invalidated");
        }
        return switch (called.getName()) {
            case "getId" -> sessionId;
            case "getCreationTime" -> 0L;
            default -> throw new UnsupportedOperationException(called.toString());
        };
    }

    private @Nullable Object response(Object proxy, java.lang.reflect.Method called, Object[] arguments) {
        return switch (called.getName()) {
            case "getHeader" -> {
                List<String> values = responseHeaders.get((String) arguments[0]);
                yield values == null ? null : values.get(0);
            }
            case "containsHeader" -> responseHeaders.containsKey((String) arguments[0]);
            case "setHeader", "addHeader" -> {
                String name = (String) arguments[0];
                if (called.getName().equals("setHeader")) {
                    responseHeaders.remove(name);
                }
                responseHeaders.computeIfAbsent(name, key -> new ArrayList<>()).add((String) arguments[1]);
                if (name.equalsIgnoreCase("Content-Type")) {
                    contentType = (String) arguments[1];
                }
                yield null;
            }
            case "setContentType" -> {
                contentType = (String) arguments[0];
                yield null;
            }
            case "getContentType" -> contentType;
            case "getStatus" -> 200;
            case "isCommitted" -> committed;
            case "reset" -> {
                responseHeaders.clear();
                contentType = null;
                yield null;
            }
            case "getOutputStream" -> new Output();
            default -> throw new UnsupportedOperationException(called.toString());
        };
    }

    private @Nullable Object asyncContext(Object proxy, java.lang.reflect.Method called, Object[] arguments) {
        return switch (called.getName()) {
            case "getRequest" -> request;
            case "getResponse" -> asyncResponse;
            case "setTimeout" -> {
                timeout = (long) arguments[0];
                yield null;
            }
            case "addListener" -> {
                if (dispatchIsOver) {
                    throw new IllegalStateException("As Payara says outside of the request's own dispatch");
                }
                asyncListeners.add((AsyncListener) arguments[0]);
                yield null;
            }
            case "complete" -> {
                completed++;
                yield null;
            }
            default -> throw new UnsupportedOperationException(called.toString());
        };
    }

    private final class Output extends ServletOutputStream {
        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            if (!swallowsListener) {
                writeListener = listener;
            }
        }

        @Override
        public void write(int b) {
            sent.write(b);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            sent.write(bytes, offset, length);
        }
    }
}

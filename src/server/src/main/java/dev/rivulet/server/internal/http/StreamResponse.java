/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A response that gets a stream's headers in the moment it becomes one, whatever makes it one, and on whichever thread: so
 * they are there before the first byte. What the application sets itself counts, before or afterwards.
 */
final class StreamResponse extends HttpServletResponseWrapper {

    private static final String VARY = "Vary";
    private static final String ORIGIN = "Origin";

    private final Supplier<Map<String, String>> crossOrigin;
    private final Set<String> ours = new TreeSet<>(String.CASE_INSENSITIVE_ORDER); // and not the application's
    private boolean stream;
    private boolean shared;
    private boolean varies;

    /**
     * A response that is none yet.
     *
     * @param response the container's
     * @param crossOrigin says what lets the page that asks read the answer
     */
    StreamResponse(HttpServletResponse response, Supplier<Map<String, String>> crossOrigin) {
        super(response);
        this.crossOrigin = crossOrigin;
    }

    /** Says that this is a stream, before its content type does. */
    synchronized void beStream() {
        if (stream || isCommitted()) {
            return;
        }
        stream = true;
        super.setHeader(
                StreamHeaders.CACHE_CONTROL, StreamHeaders.cacheControl(getHeader(StreamHeaders.CACHE_CONTROL)));
        if (!containsHeader(StreamHeaders.BUFFERING)) {
            super.setHeader(StreamHeaders.BUFFERING, StreamHeaders.UNBUFFERED);
        }
        share();
    }

    /** Lets the page that asks read the answer, if it may. */
    synchronized void share() {
        if (!shared && !isCommitted()) {
            shared = true;
            share(crossOrigin.get());
        }
    }

    /** The same with these headers, of which those that the application has set stay. */
    synchronized void share(Map<String, String> headers) {
        headers.forEach((name, value) -> {
            if (name.equals(VARY)) {
                varies = true;
                super.addHeader(name, value); // others may have said what else it varies with
            } else if (!containsHeader(name)) {
                super.setHeader(name, value);
                ours.add(name);
            }
        });
    }

    @Override
    public void setContentType(@Nullable String type) {
        super.setContentType(type);
        become(type);
    }

    @Override
    public synchronized void setHeader(String name, @Nullable String value) {
        ours.remove(name);
        super.setHeader(name, value == null ? null : completed(name, value));
        if (isContentType(name)) {
            become(value);
        }
    }

    @Override
    public synchronized void addHeader(String name, @Nullable String value) {
        if (stream && value != null && name.equalsIgnoreCase(StreamHeaders.CACHE_CONTROL)) {
            super.setHeader(name, StreamHeaders.cacheControl(joined(getHeader(name), value)));
        } else if (ours.remove(name)) {
            super.setHeader(name, value);
        } else if (!(varies && VARY.equalsIgnoreCase(name) && ORIGIN.equalsIgnoreCase(value))) {
            super.addHeader(name, value);
        }
        if (isContentType(name)) {
            become(value);
        }
    }

    @Override
    public synchronized void reset() {
        super.reset();
        stream = false;
        varies = false;
        ours.clear();
        if (shared) {
            shared = false;
            share();
        }
    }

    private void become(@Nullable String contentType) {
        if (StreamHeaders.isStream(contentType)) {
            beStream();
        }
    }

    private String completed(String name, String value) {
        if (stream && name.equalsIgnoreCase(StreamHeaders.CACHE_CONTROL)) {
            return StreamHeaders.cacheControl(value);
        }
        return varies && name.equalsIgnoreCase(VARY) && !value.contains(ORIGIN) ? joined(value, ORIGIN) : value;
    }

    private static boolean isContentType(String name) {
        return name.equalsIgnoreCase("Content-Type");
    }

    private static String joined(@Nullable String before, String value) {
        return before == null || before.isEmpty() ? value : before + ", " + value;
    }
}

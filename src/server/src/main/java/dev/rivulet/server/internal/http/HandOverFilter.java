/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import dev.rivulet.server.internal.config.CrossOrigin;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Takes over the responses whose resources registered a sink, and has every stream begin with the right headers. Declared in
 * the jar's {@code web-fragment.xml}, and registered by {@link WebStart} where that is not read.
 */
public final class HandOverFilter implements Filter {

    private final Supplier<Optional<CrossOrigin>> settings;
    private volatile Optional<CrossOrigin> crossOrigin = Optional.empty();

    /** Made by the container. */
    public HandOverFilter() {
        this(OwnSettings::crossOrigin);
    }

    HandOverFilter(Supplier<Optional<CrossOrigin>> settings) {
        this.settings = settings;
    }

    @Override
    public void init(FilterConfig config) {
        WebModule.hasFilter(config.getServletContext());
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!(request instanceof HttpServletRequest http && response instanceof HttpServletResponse httpResponse)
                || HandOver.of(http).isPresent()) { // declared twice, or forwarded
            chain.doFilter(request, response);
            return;
        }
        if (crossOrigin.isEmpty()) {
            crossOrigin = settings.get(); // here, since other threads may not find them
        }
        StreamResponse out = new StreamResponse(httpResponse, () -> CrossOriginAccess.headers(crossOrigin, http));
        boolean asksForStream = asksForStream(http);
        if (CrossOriginAccess.isPreflight(http)) {
            out.share(CrossOriginAccess.preflight(crossOrigin, http));
        } else if (asksForStream) {
            out.share();
        }
        HandOver handOver = HandOver.begin(http, out, asksForStream);
        try {
            chain.doFilter(request, out);
            handOver.finish();
        } catch (IOException | ServletException | RuntimeException | Error e) {
            handOver.fail(e);
            throw e;
        }
    }

    /** As browsers' {@code EventSource} does, so that a refusal can be read too. */
    private static boolean asksForStream(HttpServletRequest request) {
        String accept = request.getHeader("Accept");
        return accept != null && accept.contains(MediaType.SERVER_SENT_EVENTS);
    }
}

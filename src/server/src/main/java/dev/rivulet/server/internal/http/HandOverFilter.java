/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Takes over the responses whose resources registered a sink. Declared in the jar's {@code web-fragment.xml}. */
public final class HandOverFilter implements Filter {

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!(request instanceof HttpServletRequest http && response instanceof HttpServletResponse httpResponse)) {
            chain.doFilter(request, response);
            return;
        }
        HandOver handOver = HandOver.begin(http, httpResponse);
        try {
            chain.doFilter(request, response);
            handOver.finish();
        } catch (IOException | ServletException | RuntimeException | Error e) {
            handOver.fail(e);
            throw e;
        }
    }
}

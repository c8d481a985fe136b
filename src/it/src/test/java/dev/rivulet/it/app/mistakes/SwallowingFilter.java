/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.app.mistakes;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.WriteListener;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;

/** Counts bytes, as filters for logging do, and forgets the methods that came with asynchronous output. */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class SwallowingFilter implements Filter {

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        chain.doFilter(request, new Wrapper((HttpServletResponse) response));
    }

    private static final class Wrapper extends HttpServletResponseWrapper {

        Wrapper(HttpServletResponse response) {
            super(response);
        }

        @Override
        public ServletOutputStream getOutputStream() throws IOException {
            return new CountingOutput(super.getOutputStream());
        }
    }

    private static final class CountingOutput extends ServletOutputStream {

        private final ServletOutputStream out;

        CountingOutput(ServletOutputStream out) {
            this.out = out;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            // As so many leave it.
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.samples;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/** The tutorials say {@code /events} where this application says {@code /api/events}; every EventSource follows. */
@WebServlet({"/events", "/events/*"})
public class TutorialPaths extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String context = request.getContextPath();
        String path = request.getRequestURI().substring(context.length());
        String query =
                Optional.ofNullable(request.getQueryString()).map("?"::concat).orElse("");
        response.sendRedirect(context + "/api" + path + query);
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.app.listening;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Starts to listen to the URL that is posted, in the way that the path names, and answers what has been heard. */
@WebServlet("/*")
public class ListeningServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    transient Listening listening;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.getWriter().print(String.join("\n", listening.heard()));
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String url = request.getReader().readLine();
        switch (request.getPathInfo()) {
            case "/jdk" -> listening.listen(url);
            case "/client" -> listening.listenThroughClient(url);
            case "/jax-rs" -> listening.listenAsJaxRsDoes(url);
            default -> response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }
}

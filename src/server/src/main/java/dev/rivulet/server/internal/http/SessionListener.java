/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Tells the streams of an HTTP session that it is over. Declared in the jar's {@code web-fragment.xml}; finds the streams in
 * the servlet context, where the first of them left word, since the container may outlive CDI in telling.
 */
public final class SessionListener implements HttpSessionListener, HttpSessionIdListener {

    private static final String ATTRIBUTE = Sessions.class.getName();

    static void listenFor(Sessions sessions, ServletContext context) {
        if (context.getAttribute(ATTRIBUTE) != sessions) {
            context.setAttribute(ATTRIBUTE, sessions);
        }
    }

    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
        HttpSession session = event.getSession();
        ifAny(session, sessions -> sessions.destroyed(session.getId()));
    }

    @Override
    public void sessionIdChanged(HttpSessionEvent event, String oldId) {
        HttpSession session = event.getSession();
        ifAny(session, sessions -> sessions.renamed(oldId, session.getId()));
    }

    private static void ifAny(HttpSession session, Consumer<Sessions> action) {
        Optional.ofNullable((Sessions) session.getServletContext().getAttribute(ATTRIBUTE))
                .ifPresent(action);
    }
}

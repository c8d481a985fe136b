/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.ServletContext;
import java.lang.System.Logger.Level;

/**
 * A web module of the application, whose streams pass Rivulet's filter: the filter itself says so when it starts,
 * as a CDI event. A module whose streams do not is warned of with the first of them, since no server tells of one at its
 * start without telling of others falsely.
 *
 * @param name its context path
 * @param writesBlock whether threads of Rivulet's own wait for its server's writes
 */
public record WebModule(String name, boolean writesBlock) {

    private static final System.Logger LOG = System.getLogger(WebModule.class.getName());

    /** What an operator adds where the jar's {@code web-fragment.xml} was not read. */
    private static final String WEB_XML = "<filter><filter-name>rivulet</filter-name>"
            + "<filter-class>dev.rivulet.server.internal.http.HandOverFilter</filter-class>"
            + "<async-supported>true</async-supported></filter>"
            + " <filter-mapping><filter-name>rivulet</filter-name><url-pattern>/*</url-pattern></filter-mapping>"
            + " <listener><listener-class>dev.rivulet.server.internal.http.SessionListener</listener-class></listener>";

    /** In the servlet context, once there is nothing more to say of the filter. */
    private static final String SETTLED = WebModule.class.getName();

    /** The filter has started. */
    static void hasFilter(ServletContext application) {
        application.setAttribute(SETTLED, true);
        try {
            CDI.current()
                    .getBeanManager()
                    .getEvent()
                    .select(WebModule.class)
                    .fire(new WebModule(nameOf(application), Quirks.writesBlock(application)));
        } catch (IllegalStateException noCdi) {
            LOG.log(Level.DEBUG, "The filter has started where CDI has not", noCdi);
        }
    }

    /** A stream takes the way of its sink; says once why, if no filter is there. */
    static void streamPassesNoFilter(ServletContext application) {
        if (application.getAttribute(SETTLED) != null) {
            return;
        }
        application.setAttribute(SETTLED, true);
        LOG.log(
                Level.WARNING,
                "Streams of {0} go out through SseEventSink, one event per write, and outlive their HTTP sessions:"
                        + " Rivulet''s web fragment was not read (<absolute-ordering>, or a jar outside of WEB-INF/lib)."
                        + " Add to web.xml: {1}",
                nameOf(application),
                WEB_XML);
    }

    private static String nameOf(ServletContext application) {
        return application.getContextPath().isEmpty() ? "/" : application.getContextPath();
    }
}

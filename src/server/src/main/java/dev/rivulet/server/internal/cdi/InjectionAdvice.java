/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.cdi;

import dev.rivulet.server.Channel;
import dev.rivulet.server.EventChannel;
import dev.rivulet.server.internal.encoding.HiddenTypes;
import dev.rivulet.server.internal.encoding.PayloadType;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.spi.InjectionPoint;
import java.lang.System.Logger.Level;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;

/** Finds in what an application has injected the mistakes that would show, or not even show, with the first event. */
final class InjectionAdvice {

    private static final System.Logger LOG = System.getLogger(InjectionAdvice.class.getName());

    private InjectionAdvice() {}

    /**
     * Tells the developer of an injection point what to do about it.
     *
     * @throws IllegalArgumentException if every event fired there would be refused
     */
    static void on(InjectionPoint point) {
        boolean named = isNamed(point);
        if (isEvent(point.getType())) {
            try {
                onPayload(point, payload(point.getType()), named);
            } catch (LinkageError e) { // an application may live with classes that lack something which they never use
                LOG.log(Level.DEBUG, "What " + point + " fires cannot be looked into", e);
            }
        } else if (point.getType() == EventChannel.class && !named) {
            LOG.log(Level.WARNING, "{0} does not say which channel: annotate it with @Channel(\"name\")", point);
        }
    }

    /** Tells of an application in which nothing is injected. */
    static void onNone() {
        LOG.log(
                Level.INFO,
                "No bean of this application has a channel injected. If some are meant to, CDI does not know them as beans: they"
                        + " need a scope, such as @ApplicationScoped, and a WEB-INF/beans.xml, if there is one, whose"
                        + " bean-discovery-mode is not \"none\"");
    }

    /** Whether the application uses Rivulet here. */
    static boolean isApplicationsUse(InjectionPoint point) {
        boolean ours = point.getMember().getDeclaringClass().getPackageName().startsWith(ownPackage() + ".internal");
        return !ours && (isNamed(point) || isOfApi(point.getType()));
    }

    static boolean isEvent(Type type) {
        return type instanceof ParameterizedType parameterized && parameterized.getRawType() == Event.class;
    }

    /** What an {@code Event<...>} fires, as declared. */
    static Type payload(Type event) {
        return ((ParameterizedType) event).getActualTypeArguments()[0];
    }

    private static void onPayload(InjectionPoint point, Type payload, boolean named) {
        boolean marked = payload instanceof Class<?> type && PayloadType.isMarked(type);
        if (marked && !named) {
            LOG.log(
                    Level.INFO,
                    "{0} fires what has an @EventName or an @EventKey, but without @Channel no stream carries it, unless"
                            + " select(new Channel.Literal(\"name\")) gives it a channel",
                    point);
        }
        if (named) {
            HiddenTypes.in(payload)
                    .ifPresent(hidden -> LOG.log(
                            Level.WARNING,
                            "{0} fires {1}, which is not public, and {2}. It need not be public where a MessageBodyWriter of"
                                    + " the application that can read it, such as Jackson''s, writes it",
                            point,
                            hidden.getName(),
                            HiddenTypes.ADVICE));
        }
    }

    private static boolean isNamed(InjectionPoint point) {
        return point.getQualifiers().stream().anyMatch(Channel.class::isInstance);
    }

    private static boolean isOfApi(Type type) {
        return type instanceof Class<?> injected && injected.getPackageName().startsWith(ownPackage());
    }

    private static String ownPackage() {
        return Channel.class.getPackageName();
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client;

/**
 * What the browser's constructor takes as its second argument; everything else is the {@linkplain EventSourceBuilder
 * builder's}. Immutable, and equal by what it says.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html#the-eventsource-interface">WHATWG HTML, the
 *     EventSource interface</a>
 */
public final class EventSourceInit {

    private final boolean withCredentials;

    /**
     * The only choice that browsers give.
     *
     * @param withCredentials see {@link EventSourceBuilder#withCredentials}
     */
    public EventSourceInit(boolean withCredentials) {
        this.withCredentials = withCredentials;
    }

    /**
     * Whether cookies also go to other origins.
     *
     * @return what it was made with
     */
    public boolean withCredentials() {
        return withCredentials;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EventSourceInit that && withCredentials == that.withCredentials;
    }

    @Override
    public int hashCode() {
        return Boolean.hashCode(withCredentials);
    }

    @Override
    public String toString() {
        return "EventSourceInit[withCredentials=" + withCredentials + "]";
    }
}

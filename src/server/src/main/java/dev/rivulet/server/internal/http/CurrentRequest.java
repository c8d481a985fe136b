/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import jakarta.ws.rs.sse.SseEventSink;
import java.security.Principal;
import java.util.Optional;
import java.util.function.Supplier;

/** Finds the request that a sink belongs to, or that asks. */
@FunctionalInterface
public interface CurrentRequest {

    /**
     * The calling thread's request.
     *
     * @return the request, or empty where the thread serves none
     */
    Optional<StreamRequest> get();

    /**
     * The user of that request.
     *
     * @return the principal's name, which is not empty; empty where there is no request, or no user
     */
    default Optional<String> user() {
        return get().flatMap(StreamRequest::principal).map(Principal::getName).filter(name -> !name.isEmpty());
    }

    /**
     * The request of a sink, which may be another than the calling thread's, if that has any.
     *
     * @param sink a resource method's
     * @return the request, or empty where there are no requests at all
     * @throws IllegalStateException if it cannot be found
     */
    default Optional<StreamRequest> of(SseEventSink sink) {
        return get();
    }

    /**
     * Does something as the sink's request, so that {@link #get} answers that.
     *
     * @param sink a resource method's
     * @param open whether it has a stream already, so that its runtime can tell no more
     * @param action what to do
     * @param <T> what comes of it
     * @return what comes of it
     * @throws IllegalStateException if the request cannot be found
     */
    default <T> T with(SseEventSink sink, boolean open, Supplier<T> action) {
        return action.get();
    }
}

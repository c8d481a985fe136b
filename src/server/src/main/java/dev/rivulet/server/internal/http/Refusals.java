/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import dev.rivulet.server.ChannelName;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonReader;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import java.io.StringReader;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The requests for channels that were refused, counted by reason; of each reason one is logged in ten seconds. Thread-safe.
 */
public final class Refusals {

    private static final System.Logger LOG = System.getLogger(Refusals.class.getName());
    private static final long SILENCE = Duration.ofSeconds(10).toNanos();
    private static final int NAMES = 20;
    private static final Map<Integer, String> REASONS = Map.of(
            400, "bad_request",
            401, "unauthorized",
            403, "forbidden",
            404, "not_found",
            405, "method_not_allowed",
            406, "not_acceptable",
            409, "conflict",
            429, "too_many",
            503, "unavailable");

    private final Map<Integer, Reason> reasons = new ConcurrentHashMap<>();
    private final LongSupplier nanoTime;
    private volatile Supplier<Set<ChannelName>> channels;

    /**
     * No refusals yet.
     *
     * @param nanoTime the clock
     * @param channels the names that there are, for the operator to compare
     */
    public Refusals(LongSupplier nanoTime, Supplier<Set<ChannelName>> channels) {
        this.nanoTime = nanoTime;
        this.channels = channels;
    }

    /**
     * Lets go of the channels. The JAX-RS runtime holds these refusals, and a server's idle threads may hold the runtime of an
     * application that was undeployed, which must not keep its logs on the heap.
     */
    public void applicationStops() {
        channels = Set::of;
    }

    /**
     * How many there were since the application started.
     *
     * @return counts by reason; a reason that has not occurred is left out
     */
    public SortedMap<String, Long> counts() {
        SortedMap<String, Long> counts = new TreeMap<>();
        reasons.forEach((status, reason) -> counts.put(reason(status), reason.count.sum()));
        return counts;
    }

    /** An answer of JAX-RS that is an error: a refusal if the request wants a stream, or the answer is a problem document. */
    void seen(ContainerRequestContext asked, ContainerResponseContext answer) {
        @Nullable String detail = detail(answer);
        if (REASONS.containsKey(answer.getStatus()) && (detail != null || StreamFilter.asksForStream(asked))) {
            refused(
                    answer.getStatus(),
                    asked.getMethod() + ' ' + asked.getUriInfo().getRequestUri(),
                    detail == null ? answer.getStatusInfo().getReasonPhrase() : detail);
        }
    }

    void refused(int status, String request, String detail) {
        Reason reason = reasons.computeIfAbsent(status, key -> new Reason(nanoTime.getAsLong() - SILENCE));
        reason.count.increment();
        long now = nanoTime.getAsLong();
        long before = reason.loggedAt.get();
        if (now - before >= SILENCE && reason.loggedAt.compareAndSet(before, now)) {
            LOG.log(
                    Level.INFO,
                    "Refused with {0,number,#}: {1}: {2}{3}",
                    status,
                    request,
                    printable(detail),
                    help(status));
        }
    }

    private String help(int status) {
        return switch (status) {
            case 403 ->
                " (the ChannelPolicy decides, or @RolesAllowed; said at most every ten seconds, as each reason is)";
            case 404 ->
                " (there are " + channels.get().stream().sorted().limit(NAMES).toList() + ')';
            case 429, 503 -> " (rivulet.limit.* says how many there may be)";
            default -> "";
        };
    }

    /** Of a problem document; null of any other answer. */
    private static @Nullable String detail(ContainerResponseContext answer) {
        if (!(answer.getEntity() instanceof String text)
                || answer.getMediaType() == null
                || !answer.getMediaType().getSubtype().equals("problem+json")) {
            return null;
        }
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readObject().getString("detail", "");
        } catch (JsonException | ClassCastException notOurs) {
            return null;
        }
    }

    private static String reason(int status) {
        return REASONS.getOrDefault(status, Integer.toString(status));
    }

    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }

    private static final class Reason {
        private final LongAdder count = new LongAdder();
        private final AtomicLong loggedAt;

        Reason(long loggedAt) {
            this.loggedAt = new AtomicLong(loggedAt);
        }
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench.report;

/** What can be measured in a round. */
public enum Metric {
    /** Events that subscribers received. */
    DELIVERIES("deliveries/s", "%,.0f"),
    /** Events that one source read. */
    EVENTS("events/s", "%,.0f"),
    /** The client's CPU time. */
    EVENT_CPU("client CPU an event, ns", "%,.0f"),
    /** What a parser read. */
    PARSED("MB/s", "%,.0f"),
    /** What something small takes. */
    TIME("time, ns", "%,.1f"),
    /** What an event costs in heap that is to be collected. */
    ALLOCATED("allocated an event, bytes", "%,.0f"),
    /** The server's CPU time. */
    CPU("server CPU a delivery, us", "%.2f"),
    /** The server's CPU time, less what it takes to publish to nobody. */
    NET_CPU("server CPU a delivery, less publication, us", "%.2f"),
    /** The server's CPU time for an event that nobody receives. */
    PUBLISH_CPU("server CPU a publication to nobody, us", "%.0f"),
    /** On the wire, both ways of framing included. */
    BYTES("bytes a delivery", "%,.0f"),
    /** How much of its threads' time the load generator used. */
    LOAD_BUSY("load generator busy, %", "%.0f"),
    /** Half of the deliveries took at most that. */
    P50("p50, ms", "%.2f"),
    /** All but one in a hundred. */
    P99("p99, ms", "%.2f"),
    /** All but one in a thousand. */
    P999("p99.9, ms", "%.2f"),
    /** The slowest. */
    MAX("max, ms", "%.1f"),
    /** The slowest hundredth in the same round without clients that do not read. */
    P99_ALONE("p99 without stalled, ms", "%.2f"),
    /** The slowest hundredth beside clients that do not read, over that without. */
    P99_RATIO("p99 over that", "%.2f"),
    /** How the heap has grown beside clients that do not read, while they are connected. */
    HEAP_GROWTH("heap growth, MiB", "%,.1f"),
    /** The heap that a stream costs. */
    HEAP_PER_STREAM("heap a stream, KiB", "%.2f"),
    /** What Rivulet's own objects take of it. */
    OWN_HEAP_PER_STREAM("of it Rivulet's own classes, bytes", "%.0f"),
    /** The memory that the processes hold for a stream. */
    RSS_PER_STREAM("RSS a stream, KiB", "%.1f"),
    /** Streams that were opened. */
    OPENED("streams/s", "%,.0f"),
    /** The server's CPU time for it. */
    OPEN_CPU("server CPU a stream, us", "%,.0f"),
    /** How long it took until all had what they had missed. */
    CAUGHT_UP("all caught up, s", "%.3f"),
    /** What was sent meanwhile. */
    CATCH_UP_RATE("MB/s", "%,.1f"),
    /** Events that were published and never came. */
    LOST("lost", "%,.0f"),
    /** Events that came twice, late or broken. */
    FAULTY("twice, late or broken", "%,.0f"),
    /** Publications that the server refused. */
    REFUSED("refused", "%,.0f"),
    /** Events received, to count by. */
    RECEIVED("received", "%,.0f");

    private final String label;
    private final String format;

    Metric(String label, String format) {
        this.label = label;
        this.format = format;
    }

    /**
     * Its name and unit.
     *
     * @return for people
     */
    public String label() {
        return label;
    }

    String format() {
        return format;
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench.springwebflux;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/** A sink for each channel, and for each client a buffer of a thousand events, so that a slow one holds up nobody else. */
@RestController
public class EventsController {

    private static final int BUFFERED = 1_000;
    private static final Duration BUSY = Duration.ofSeconds(1);

    private final Map<String, Sinks.Many<ServerSentEvent<String>>> channels = new ConcurrentHashMap<>();

    /**
     * Opens a stream, with a comment that makes the head go out.
     *
     * @param channel its channel
     * @return the stream
     */
    @GetMapping(path = "/events/{channel}", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    public Flux<ServerSentEvent<String>> stream(@PathVariable String channel) {
        return sink(channel)
                .asFlux()
                .onBackpressureBuffer(BUFFERED)
                .mergeWith(Flux.just(
                        ServerSentEvent.<String>builder().comment("open").build()));
    }

    /**
     * Publishes events, one after the other.
     *
     * @param channel their channel
     * @param lines each one's data
     */
    @PostMapping("/events/{channel}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    public void publish(@PathVariable String channel, @RequestBody String lines) {
        Sinks.Many<ServerSentEvent<String>> sink = sink(channel);
        lines.lines()
                .forEach(line -> sink.emitNext(
                        ServerSentEvent.builder(line).build(), Sinks.EmitFailureHandler.busyLooping(BUSY)));
    }

    private Sinks.Many<ServerSentEvent<String>> sink(String channel) {
        return channels.computeIfAbsent(
                channel, name -> Sinks.many().multicast().directBestEffort());
    }
}

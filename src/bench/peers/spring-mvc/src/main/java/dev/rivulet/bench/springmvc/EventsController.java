/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench.springmvc;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** An emitter for each client, and a loop over them: Spring MVC has no broadcaster. */
@RestController
public class EventsController {

    private final Map<String, Set<SseEmitter>> channels = new ConcurrentHashMap<>();

    /**
     * Opens a stream, with a comment that makes the head go out.
     *
     * @param channel its channel
     * @return the stream
     * @throws IOException never, as nothing is sent before this method returns
     */
    @GetMapping("/events/{channel}")
    public SseEmitter stream(@PathVariable String channel) throws IOException {
        Set<SseEmitter> emitters = emitters(channel);
        SseEmitter emitter = new SseEmitter(0L);
        emitter.onCompletion(() -> emitters.remove(emitter));
        emitter.onError(error -> emitters.remove(emitter));
        emitter.send(SseEmitter.event().comment("open"));
        emitters.add(emitter);
        return emitter;
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
        Set<SseEmitter> emitters = emitters(channel);
        lines.lines().forEach(line -> emitters.removeIf(emitter -> !isSent(emitter, line)));
    }

    private static boolean isSent(SseEmitter emitter, String line) {
        try {
            emitter.send(line);
            return true;
        } catch (IOException | IllegalStateException e) {
            return false; // the client is gone
        }
    }

    private Set<SseEmitter> emitters(String channel) {
        return channels.computeIfAbsent(channel, name -> ConcurrentHashMap.newKeySet());
    }
}

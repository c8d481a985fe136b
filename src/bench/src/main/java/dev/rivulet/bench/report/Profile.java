/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordingFile;

/** Where a JVM's time went, by the samples of a flight recording: which packages' methods, and which methods, were on top. */
public final class Profile {

    private static final int ROWS = 25;
    private static final Set<String> SAMPLES = Set.of("jdk.ExecutionSample", "jdk.NativeMethodSample");

    /** Native methods in which a thread waits and does not work. */
    private static final Set<String> WAITING = Set.of("wait", "poll", "accept", "accept0", "park", "take", "read0");

    private final Map<String, Integer> packages = new HashMap<>();
    private final Map<String, Integer> methods = new HashMap<>();
    private int samples;

    private Profile() {}

    /**
     * Writes the profile of a recording beside it.
     *
     * @param recording a flight recorder's file
     * @param since before which samples do not count: starting and warming up are not measured either
     * @return the file that was written
     * @throws IOException if one of the two cannot be read or written
     */
    public static Path write(Path recording, Instant since) throws IOException {
        Profile profile = new Profile();
        try (RecordingFile file = new RecordingFile(recording)) {
            while (file.hasMoreEvents()) {
                RecordedEvent event = file.readEvent();
                if (event.getStartTime().isAfter(since)) {
                    profile.take(event);
                }
            }
        }
        return Files.writeString(
                recording.resolveSibling("profile.txt"),
                profile.table(profile.packages) + "\n" + profile.table(profile.methods));
    }

    private void take(RecordedEvent event) {
        if (!SAMPLES.contains(event.getEventType().getName()) || event.getStackTrace() == null) {
            return;
        }
        List<RecordedFrame> frames = event.getStackTrace().getFrames();
        if (frames.isEmpty()) {
            return;
        }
        RecordedMethod method = frames.get(0).getMethod();
        if (!WAITING.contains(method.getName())) {
            String type = method.getType().getName();
            samples++;
            packages.merge(type.substring(0, Math.max(0, type.lastIndexOf('.'))), 1, Integer::sum);
            methods.merge(type + '.' + method.getName(), 1, Integer::sum);
        }
    }

    private String table(Map<String, Integer> counts) {
        StringBuilder table = new StringBuilder();
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(ROWS)
                .forEach(row -> table.append(
                        String.format(Locale.ROOT, "%5.1f %% %s%n", 100.0 * row.getValue() / samples, row.getKey())));
        return table.toString();
    }
}

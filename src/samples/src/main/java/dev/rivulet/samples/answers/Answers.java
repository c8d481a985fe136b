/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.samples.answers;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.rivulet.server.ChannelEndedException;
import dev.rivulet.server.ChannelName;
import dev.rivulet.server.Channels;
import dev.rivulet.server.FiniteChannel;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Writes answers at the pace of a language model. Each has a channel of its own, which begins and ends with it. */
@ApplicationScoped
public class Answers {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long MILLIS_PER_WORD = 80;

    @Inject
    Channels channels;

    @Inject
    Knowledge knowledge;

    @Resource
    ManagedExecutorService executor;

    /** Begins an answer. It goes on without readers, but is stopped when all of them have been gone for half a minute. */
    public FiniteChannel begin(Begun begun, boolean failing) {
        FiniteChannel answer = channels.begin(ChannelName.of("answer-" + begun.id()));
        answer.publish(begun);
        answer.whenAbandoned(PATIENCE, () -> stop(answer));

        List<String> words = List.of(knowledge.about(begun.question()).split("(?<=\\s)(?=\\S)"));
        if (failing) {
            Runnable end = () -> answer.fail("The writer has lost the thread in the middle, as you asked.");
            write(answer, words.subList(0, words.size() / 2).iterator(), end);
        } else {
            write(answer, words.iterator(), answer::end);
        }
        return answer;
    }

    /** The answer of that id, until it is forgotten some time after its end. */
    public Optional<FiniteChannel> find(String id) {
        return ChannelName.parse("answer-" + id).flatMap(channels::findFinite);
    }

    /** Ends an answer for all of its readers; false if it has ended before. */
    public boolean stop(FiniteChannel answer) {
        try {
            answer.publish("stopped", "");
            answer.end();
            return true;
        } catch (ChannelEndedException e) {
            return false;
        }
    }

    private void write(FiniteChannel answer, Iterator<String> words, Runnable end) {
        if (!words.hasNext()) {
            end.run();
            return;
        }
        try {
            answer.publish(words.next());
            CompletableFuture.delayedExecutor(MILLIS_PER_WORD, MILLISECONDS, executor)
                    .execute(() -> write(answer, words, end));
        } catch (ChannelEndedException stopped) {
            // The rest is not wanted any more.
        }
    }
}

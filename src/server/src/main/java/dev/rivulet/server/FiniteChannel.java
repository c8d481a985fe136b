/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server;

import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/**
 * A channel that begins and ends: an answer, a job, a report. {@link Channels#begin} begins it. Its readers start at its first event
 * that is held, whenever they come; after its last they are told {@code rivulet:end}, and their streams are closed. A client that comes
 * back then is answered 204, so that a browser's {@code EventSource} stays closed; one that comes for the first time reads the whole,
 * until the channel has been forgotten, {@code rivulet.channel.linger} after its end.
 *
 * <p>Its events do not go out of date before it ends, unless {@code rivulet.channel.NAME.history.age} says so; the other bounds of
 * {@code rivulet.history} hold as for any channel. Thread-safe. Implemented by Rivulet alone: methods may be added.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html#sse-processing-model">WHATWG HTML, section 9.2.3: a
 *     client is told to stop reconnecting by the response 204</a>
 */
@Beta
public interface FiniteChannel extends EventChannel {

    /**
     * Ends the channel: it is complete. Never blocks. A second end, of whatever outcome, changes nothing.
     *
     * @return where the end stands, the first one's
     */
    Position end();

    /**
     * Ends the channel as failed. Otherwise as {@link #end}.
     *
     * @param reason what readers are told, as text; of a longer one the first 1,000 characters. It leaves the application: say what a
     *     user may know
     * @return where the end stands, the first one's
     */
    Position fail(String reason);

    /**
     * Whether it has ended.
     *
     * @return true after the first {@link #end} or {@link #fail}
     */
    boolean hasEnded();

    /**
     * Has something done when the last reader has left and none has come back for so long, unless the channel ends before; not where
     * none ever came. If the channel is {@linkplain #feed(Flow.Publisher) fed}, its source is then cancelled, and the channel ends as
     * failed unless the action has ended it. That is checked about once a second. Each call adds an action, which is done once; after
     * the end nothing is added.
     *
     * @param patience how long, at least 0: long enough for a page to be reloaded
     * @param action called on a thread of Rivulet's own (a managed one where there is Jakarta Concurrency), of which there are few: an
     *     action that never returns keeps one of four. What it throws is logged
     * @throws IllegalArgumentException if the duration is negative
     */
    void whenAbandoned(Duration patience, Runnable action);

    /**
     * Makes a publisher's items the channel's events, and its end the channel's: {@code onComplete} ends it, {@code onError} fails it,
     * with a reason that tells nothing of the error; to tell more, {@link #fail} first. Items are published as by {@link #publish}, on
     * the publisher's threads.
     *
     * <p>The publisher is asked for more while it is less than {@code rivulet.feed.window} events ahead of the slowest open stream; while
     * nobody reads, nothing is held back. It is cancelled when the channel ends otherwise, when it {@linkplain #whenAbandoned has been
     * abandoned}, and when the application stops. One that breaks the rules of {@link Flow} fails the channel, as does an item that
     * cannot be published; the log says which and why.
     *
     * @param publisher where the items come from; subscribed to on the calling thread
     * @return completed when the channel has ended, by whatever: with its outcome, never exceptionally; on any thread
     * @throws ChannelEndedException if the channel has ended; the publisher is not subscribed to
     */
    CompletionStage<Outcome> feed(Flow.Publisher<?> publisher);

    /**
     * The same for an iterator. It is asked on a thread of Rivulet's own (a managed one where there is Jakarta Concurrency), where it
     * may block, one call after the other; up to {@code rivulet.feed.threads} iterators at once. What it throws fails the channel.
     *
     * @param items where they come from; if it is {@link AutoCloseable} it is closed when the channel has ended
     * @return completed when the channel has ended, by whatever: with its outcome, never exceptionally; on any thread
     * @throws ChannelEndedException if the channel has ended; the iterator is not asked
     */
    CompletionStage<Outcome> feed(Iterator<?> items);
}

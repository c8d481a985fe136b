/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench.peer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A server to measure. It streams a channel at {@code GET <prefix>/events/<channel>} and publishes each line of the body of a
 * {@code POST} to the same path as one event.
 *
 * @param name in one word
 * @param title for people
 * @param prefix where its paths start
 * @param batches whether a request may publish several events
 * @param replays whether it sends what a {@code Last-Event-ID} has missed
 * @param jvm whether its heap can be looked at
 * @param version what it is made of
 * @param launcher how to start it
 */
public record Peer(
        String name,
        String title,
        String prefix,
        boolean batches,
        boolean replays,
        boolean jvm,
        Version version,
        Launcher launcher) {

    /** Tells what a peer is made of. */
    @FunctionalInterface
    public interface Version {
        /**
         * Looks.
         *
         * @return names and versions
         * @throws IOException if that cannot be read
         */
        String find() throws IOException;
    }

    /** Tells how to start a peer. */
    @FunctionalInterface
    public interface Launcher {
        /**
         * The command of a process that serves until it is ended.
         *
         * @param port where to listen, on the loopback interface
         * @param folder for its files
         * @return a command
         * @throws AbsentException if this machine does not have the peer
         * @throws IOException if its files cannot be written
         * @throws InterruptedException if interrupted
         */
        List<String> command(int port, Path folder) throws AbsentException, IOException, InterruptedException;
    }

    /**
     * Starts it.
     *
     * @param folder for its files, of which {@code server.log} is one
     * @return the server, ready
     * @throws AbsentException if this machine does not have it
     * @throws IOException if it does not start
     * @throws InterruptedException if interrupted
     */
    public RunningPeer start(Path folder) throws AbsentException, IOException, InterruptedException {
        return new RunningPeer(this, folder);
    }

    /**
     * Where a channel is.
     *
     * @param channel its name
     * @return a path
     */
    public String path(String channel) {
        return prefix + "/events/" + channel;
    }
}

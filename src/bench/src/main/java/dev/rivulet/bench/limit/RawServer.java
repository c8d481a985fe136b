/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench.limit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * The limit: non-blocking loops, one a core, that write events to sockets and do nothing else. {@code each} writes event by
 * event, as a server must that cannot coalesce; {@code batched} writes what one request publishes at once.
 *
 * <pre>{@code java dev.rivulet.bench.limit.RawServer <port> each|batched}</pre>
 */
public final class RawServer {

    private RawServer() {}

    /**
     * Serves until the process is ended.
     *
     * @param args the port, and how to write
     * @throws IOException if the port cannot be had
     */
    public static void main(String[] args) throws IOException {
        RawChannels channels = new RawChannels(args[1].equals("batched"));
        List<RawLoop> loops = new ArrayList<>();
        for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
            loops.add(new RawLoop(channels));
        }
        channels.deliverOn(loops);
        loops.forEach(RawLoop::start);
        try (ServerSocketChannel server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0])), 1024);
            for (int i = 0; ; i++) {
                loops.get(i % loops.size()).serve(server.accept());
            }
        }
    }
}

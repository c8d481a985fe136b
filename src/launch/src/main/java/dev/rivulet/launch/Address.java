/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.launch;

import java.io.IOException;
import java.net.BindException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;

/**
 * Where a server listens.
 *
 * @param host an address of this machine, or {@code 0.0.0.0} for all of them
 * @param port from 1 to 65535
 */
public record Address(String host, int port) {

    private static final int MAX_PORT = 65535;
    private static final int PATIENCE_MILLIS = 10_000;

    /** The two as a user writes them, in {@code -Drivulet.address} and {@code -Drivulet.port}. */
    static Address of(String host, String port) {
        int number;
        try {
            number = Integer.parseInt(port);
        } catch (NumberFormatException e) {
            number = 0;
        }
        if (number < 1 || number > MAX_PORT) {
            throw new IllegalArgumentException("-Drivulet.port=" + port + ": a port is a number from 1 to " + MAX_PORT);
        }
        return new Address(host, number);
    }

    /** A port of this machine that nothing uses at this moment. */
    public static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }

    /** Throws where a server could not listen. */
    void requireFree() throws IOException {
        try (ServerSocket trial = new ServerSocket()) {
            trial.bind(new InetSocketAddress(InetAddress.getByName(host), port));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("-Drivulet.address=" + host + ": there is no such address", e);
        } catch (BindException e) {
            throw new IllegalArgumentException(
                    "Cannot listen on port " + port + " of " + host + " (" + e.getMessage()
                            + "): choose another port with -Drivulet.port=N",
                    e);
        }
    }

    /** The root, for a browser on this machine. */
    URI root() throws UnknownHostException {
        InetAddress address = InetAddress.getByName(host);
        boolean reachableAsLocalhost = address.isLoopbackAddress() || address.isAnyLocalAddress();
        String name = host.indexOf(':') < 0 ? host : '[' + host + ']';
        return URI.create("http://" + (reachableAsLocalhost ? "localhost" : name) + ':' + port + '/');
    }

    /** Whether the root is served, and not an error. */
    boolean serves() {
        try {
            HttpURLConnection connection = (HttpURLConnection) root().toURL().openConnection();
            connection.setConnectTimeout(PATIENCE_MILLIS);
            connection.setReadTimeout(PATIENCE_MILLIS);
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException notYet) {
            return false;
        }
    }
}

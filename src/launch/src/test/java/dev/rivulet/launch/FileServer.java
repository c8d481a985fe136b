/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.launch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Stands for an application server: serves a directory until its process is ended. */
public final class FileServer {

    private FileServer() {}

    /** Given the address, the port and the directory, says when it serves and under which process id. */
    public static void main(String... arguments) throws IOException {
        if (arguments.length > 3) { // a status to end with at once
            Runtime.getRuntime().exit(Integer.parseInt(arguments[3]));
        }
        Path directory = Path.of(arguments[2]);
        HttpServer server = HttpServer.create(new InetSocketAddress(arguments[0], Integer.parseInt(arguments[1])), 0);
        server.createContext("/", exchange -> serve(exchange, directory));
        server.start();
        say("process " + ProcessHandle.current().pid());
    }

    private static void serve(HttpExchange exchange, Path directory) throws IOException {
        String path = exchange.getRequestURI().getPath();
        Path file = directory.resolve(path.endsWith("/") ? "index.html" : path.substring(1));
        boolean found = Files.exists(file);
        byte[] body = found ? Files.readAllBytes(file) : new byte[0];
        exchange.sendResponseHeaders(found ? 200 : 404, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static void say(String line) {
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8).println(line);
    }
}

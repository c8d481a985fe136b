/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;

/**
 * A deployed application, seen over HTTP.
 *
 * @param root its context root, ending in a slash
 */
public record App(URI root) {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Opens a stream. */
    public RawStream stream(String path, String... headers) {
        return RawStream.get(root.resolve(path), headers);
    }

    /** Asks for JSON, and shows what comes. */
    public RawStream answer(String path, String... headers) {
        return RawStream.getJson(root.resolve(path), headers);
    }

    /** Answers the text of a GET. */
    public String get(String path) {
        return textOf(send(HttpRequest.newBuilder(root.resolve(path)).timeout(RawStream.TIMEOUT)));
    }

    /** Posts text, and answers the answer. */
    public String post(String path, String text) {
        return textOf(postLater(path, text));
    }

    /** Posts nothing, with headers: names and values in turn. */
    public String postWith(String path, String... headers) {
        return textOf(send(HttpRequest.newBuilder(root.resolve(path))
                .timeout(RawStream.TIMEOUT)
                .headers(headers)
                .POST(HttpRequest.BodyPublishers.noBody())));
    }

    /** Posts text without waiting for the answer. */
    public CompletableFuture<HttpResponse<String>> postLater(String path, String text) {
        return send(HttpRequest.newBuilder(root.resolve(path))
                .timeout(RawStream.TIMEOUT)
                .header("Content-Type", "text/plain;charset=UTF-8")
                .POST(HttpRequest.BodyPublishers.ofString(text)));
    }

    private static CompletableFuture<HttpResponse<String>> send(HttpRequest.Builder request) {
        return CLIENT.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String textOf(CompletableFuture<HttpResponse<String>> answer) {
        HttpResponse<String> response = answer.join();
        if (response.statusCode() >= 300) {
            throw new UncheckedIOException(new IOException(
                    response.request().uri() + " answered " + response.statusCode() + ": " + response.body()));
        }
        return response.body();
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** A stream that may share its connection with others, as HTTP/2 has it, line by line. */
public final class Http2Stream implements AutoCloseable {

    private final HttpResponse<InputStream> response;
    private final BufferedReader lines;

    private Http2Stream(HttpResponse<InputStream> response) {
        this.response = response;
        lines = new BufferedReader(new InputStreamReader(response.body(), UTF_8));
    }

    /** One connection to each server, in HTTP/2 where the server agrees. */
    public static HttpClient client() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_2)
                .sslContext(TrustingTls.context())
                .build();
    }

    /** Sends a GET, and reads status and headers. */
    public static Http2Stream get(HttpClient client, URI uri) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(uri).timeout(RawStream.TIMEOUT).build();
        return new Http2Stream(client.send(request, HttpResponse.BodyHandlers.ofInputStream()));
    }

    public int status() {
        return response.statusCode();
    }

    public HttpClient.Version version() {
        return response.version();
    }

    /** The next line. */
    public String line() throws IOException {
        String line = lines.readLine();
        if (line == null) {
            throw new EOFException("The stream has ended");
        }
        return line;
    }

    /** The next id, on its whole line. */
    public String idLine() throws IOException {
        return lineOf("id: ");
    }

    /** The next line of data. */
    public String dataLine() throws IOException {
        return lineOf("data: ");
    }

    private String lineOf(String field) throws IOException {
        String line = line();
        while (!line.startsWith(field)) {
            line = line();
        }
        return line;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}

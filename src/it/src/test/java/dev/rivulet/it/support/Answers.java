/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The samples' answers, or their jobs, by plain HTTP.
 *
 * @param resource where they begin, without a slash at the end
 */
public record Answers(URI resource) {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Those of the samples. */
    public static Answers of(App samples) {
        return new Answers(samples.root().resolve("api/answers"));
    }

    /** Has an answer begun, and tells where it can be read. */
    public URI ask(Quotation quotation, boolean failing) {
        HttpResponse<String> response =
                post("question=" + encoded(quotation.question()) + "&fail=" + failing, "application/json");
        if (response.statusCode() != 201) {
            throw new IllegalStateException(response.statusCode() + ": " + response.body());
        }
        String location = response.headers().firstValue("Location").orElseThrow();
        return read(location.substring(location.lastIndexOf('/') + 1));
    }

    /** Where the answer of an id is read. */
    public URI read(String id) {
        return URI.create(resource + "/" + id);
    }

    /** Sends a form, and waits for all of the answer. */
    public HttpResponse<String> post(String form, String accept) {
        return send(HttpRequest.newBuilder(resource)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", accept)
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    /** Reads all that is, and waits for what is to come; headers are names and values in turn. */
    public HttpResponse<String> get(URI answer, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(answer).header("Accept", "text/event-stream");
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    /** The events of a stream that has ended, as a browser would dispatch them. */
    public static List<ReceivedEvent> events(HttpResponse<String> stream) {
        EventParser parser = new EventParser();
        return Stream.of(stream.body().split("(?<=\n\n)"))
                .flatMap(block -> parser.block(block).stream())
                .toList();
    }

    /** The text that the unnamed ones of these events are the words of. */
    public static String text(List<ReceivedEvent> events) {
        return events.stream()
                .filter(event -> event.type().equals("message"))
                .map(ReceivedEvent::data)
                .collect(Collectors.joining());
    }

    /** Asks for a stop. */
    public HttpResponse<String> stop(URI answer) {
        return send(HttpRequest.newBuilder(answer).DELETE());
    }

    /** As a form has it. */
    public static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return CLIENT.send(
                    request.timeout(RawStream.TIMEOUT.multipliedBy(4)).build(),
                    HttpResponse.BodyHandlers.ofString(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

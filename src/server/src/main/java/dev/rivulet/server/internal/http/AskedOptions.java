/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import dev.rivulet.server.SubscribeOptions;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Optional;

/** What a client asks for by the query of its URL. */
final class AskedOptions {

    private final MultivaluedMap<String, String> query;

    private AskedOptions(MultivaluedMap<String, String> query) {
        this.query = query;
    }

    /** Reads what is there, and refuses what makes no sense. */
    static SubscribeOptions of(MultivaluedMap<String, String> query) {
        return new AskedOptions(query).read();
    }

    private SubscribeOptions read() {
        SubscribeOptions.Builder options = SubscribeOptions.builder();
        Optional<String> from = one("from", "first", "now");
        Optional<String> rewind = single("rewind");
        if (from.isPresent() && rewind.isPresent()) {
            throw Problem.badRequest("from=" + from.get() + " and rewind=" + Problem.shown(rewind.get())
                    + " are both there: a stream starts at one place.");
        }
        from.ifPresent(place -> {
            if (place.equals("first")) {
                options.fromFirst();
            } else {
                options.fromNow();
            }
        });
        rewind.map(AskedOptions::number).ifPresent(options::rewind);
        one("heartbeats", "visible").ifPresent(visible -> options.visibleHeartbeats());
        one("names", "plain").ifPresent(plain -> options.namesAsTheyAre());
        return options.build();
    }

    private Optional<String> one(String parameter, String... values) {
        Optional<String> value = single(parameter);
        value.filter(text -> !List.of(values).contains(text)).ifPresent(text -> {
            throw Problem.badRequest(parameter + '=' + Problem.shown(text) + " is not understood: "
                    + (values.length == 1 ? "the only value is " : "the values are ") + String.join(", ", values)
                    + '.');
        });
        return value;
    }

    private Optional<String> single(String parameter) {
        List<String> values = query.getOrDefault(parameter, List.of());
        if (values.size() > 1) {
            throw Problem.badRequest(
                    "The parameter " + parameter + " is there " + values.size() + " times: once is the most.");
        }
        return values.stream().findFirst();
    }

    private static int number(String text) {
        try {
            int number = Integer.parseInt(text);
            if (number >= 0 && text.charAt(0) != '+') {
                return number;
            }
        } catch (NumberFormatException notOne) {
            // Told below, with the others.
        }
        throw Problem.badRequest("rewind=" + Problem.shown(text) + " is not understood: it is a whole number from 0 to "
                + Integer.MAX_VALUE + ", of events.");
    }
}

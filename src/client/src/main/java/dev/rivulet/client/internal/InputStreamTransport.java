/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client.internal;

import dev.rivulet.client.Transport;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/** A stream that is there already, as the response to the source's only request. */
public record InputStreamTransport(InputStream stream) implements Transport {

    @Override
    public Exchange open(Request request, Receiver receiver) {
        Response response = Response.of(200, request.uri(), Map.of("Content-Type", List.of("text/event-stream")));
        return ReadingExchange.start(() -> new ReadingExchange.Opened(response, stream, () -> {}), true, receiver);
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rivulet.client.Transport;
import dev.rivulet.client.UnsendableRequestException;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.client.Entity;
import jakarta.ws.rs.client.Invocation;
import jakarta.ws.rs.client.WebTarget;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.net.URI;

/**
 * Over a JAX-RS client, whichever implements it. The target's filters see every request; where it goes is set by one of ours,
 * the only way to send a target's request elsewhere, which redirects need.
 */
public final class JaxRsTransport implements Transport {

    private static final String URI_PROPERTY = JaxRsTransport.class.getName() + ".uri";
    private static final String JERSEY_FOLLOWS = "jersey.config.client.followRedirects";

    /** Interrupted, its callers leave, and the request goes on; the response that comes then is nobody's to close. */
    private static final String CXF = "org.apache.cxf.";

    private final WebTarget target;
    private final HeaderCharset charset;
    private final boolean cutsHeads;

    /** Over the target's client. */
    public JaxRsTransport(WebTarget target) {
        this.target = derive(target)
                .property(JERSEY_FOLLOWS, false) // some connectors look at the target only
                .register(
                        (ClientRequestFilter) request -> {
                            if (request.getProperty(URI_PROPERTY) instanceof URI uri) {
                                request.setUri(uri);
                            }
                        },
                        Integer.MIN_VALUE);
        this.charset = HeaderCharset.of(target);
        this.cutsHeads = BrokenHead.isPossibleWith(target);
    }

    /** Another target of the same URI, so that what is registered here is not with the caller's. */
    static WebTarget derive(WebTarget target) {
        return target.path("");
    }

    @Override
    public boolean canSend(String lastEventId) {
        return charset.carries(lastEventId);
    }

    /** Throws at once what no other attempt would mend: a closed client, and what the client cannot send as it is. */
    @Override
    public Exchange open(Request request, Receiver receiver) {
        Invocation.Builder builder = target.request().property(URI_PROPERTY, request.uri());
        request.headers().forEach((name, value) -> builder.header(name, charset.encode(name, value)));
        Invocation invocation = request.body()
                .map(body -> builder.build(request.method(), entity(body)))
                .orElseGet(() -> builder.build(request.method()));
        boolean interruptible = !invocation.getClass().getName().startsWith(CXF);
        return ReadingExchange.start(() -> send(invocation, request.uri()), interruptible, receiver);
    }

    /** As bytes, because text is encoded by a charset of the client's choice. */
    private static Entity<byte[]> entity(Body body) {
        return Entity.entity(body.text().getBytes(UTF_8), body.mediaType());
    }

    private ReadingExchange.Opened send(Invocation invocation, URI uri) throws Exception {
        try {
            jakarta.ws.rs.core.Response response = invocation.invoke();
            DroppedResponse resource = new DroppedResponse(response);
            try {
                Response head = Response.of(response.getStatus(), uri, response.getStringHeaders());
                InputStream body = BrokenHead.check(head, body(response), cutsHeads);
                return new ReadingExchange.Opened(head, body, resource);
            } catch (Throwable e) {
                resource.close();
                throw e;
            }
        } catch (ProcessingException e) {
            throw failure(e);
        }
    }

    /** What {@code HttpURLConnection} says to a method that it does not know is no fault of the connection. */
    private static IOException failure(ProcessingException e) {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof ProtocolException) {
                throw new UnsendableRequestException(
                        "The JAX-RS client cannot send the request: " + cause.getMessage(), e);
            }
        }
        return new IOException(e.getMessage(), e);
    }

    /**
     * Where there is none, as after 204 or 304, RESTEasy gives null or throws. What a JAX-RS client cannot read throws, though
     * the source would take it, or refuse it for good.
     */
    private static InputStream body(jakarta.ws.rs.core.Response response) {
        try {
            Object body = hasReadableType(response) ? response.readEntity(InputStream.class) : response.getEntity();
            return body instanceof InputStream stream ? stream : InputStream.nullInputStream();
        } catch (ProcessingException | IllegalStateException e) {
            return InputStream.nullInputStream();
        }
    }

    private static boolean hasReadableType(jakarta.ws.rs.core.Response response) {
        try {
            response.getMediaType();
            return true;
        } catch (ProcessingException | IllegalArgumentException e) {
            return false;
        }
    }
}

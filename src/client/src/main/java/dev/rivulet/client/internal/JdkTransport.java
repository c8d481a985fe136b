/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client.internal;

import dev.rivulet.client.Transport;
import dev.rivulet.client.UnsendableRequestException;
import java.lang.ref.WeakReference;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Over the JDK's HTTP client, which pushes the bytes: no thread waits for a source. Its request heads are ASCII, so that an id
 * that is not cannot be sent.
 */
public final class JdkTransport implements Transport {

    private static WeakReference<HttpClient> shared = new WeakReference<>(null);

    private final HttpClient client;

    /** Over a client of the application's. */
    public JdkTransport(HttpClient client) {
        this.client = client;
    }

    /**
     * Of all sources that were given no client. They alone keep it: its thread ends when the last of them is gone, and with it
     * what would hold a redeployed application's classes.
     */
    public static synchronized JdkTransport shared() {
        HttpClient client = shared.get();
        if (client == null) {
            client = HttpClient.newBuilder()
                    .executor(Threads.http())
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();
            shared = new WeakReference<>(client);
        }
        return new JdkTransport(client);
    }

    @Override
    public boolean canSend(String lastEventId) {
        return HeaderSyntax.isAscii(lastEventId);
    }

    @Override
    public Exchange open(Request request, Receiver receiver) {
        if (request.uri().getHost() == null) {
            throw new UnsendableRequestException("The JDK's HTTP client takes no host like \""
                    + Origins.host(request.uri())
                    + "\": a name has letters, digits, dots and hyphens, and no underscore."
                    + " Use another name, or a JAX-RS client that takes it");
        }
        HttpRequest.Builder builder = HttpRequest.newBuilder(request.uri());
        if (request.body().isPresent() || !request.method().equals("GET")) { // which would announce a length of 0
            builder.method(
                    request.method(),
                    request.body()
                            .map(body -> HttpRequest.BodyPublishers.ofString(body.text()))
                            .orElseGet(HttpRequest.BodyPublishers::noBody));
        }
        if (request.uri().getScheme().equalsIgnoreCase("http")) {
            builder.version(
                    HttpClient.Version.HTTP_1_1); // without the offer to upgrade, which some servers stumble over
        }
        request.headers()
                .forEach((name, value) ->
                        builder.setHeader(name, HeaderSyntax.requireAscii("The JDK's HTTP client", name, value)));
        request.body().ifPresent(body -> builder.setHeader("Content-Type", body.mediaType()));
        PushedExchange exchange = new PushedExchange(receiver);
        exchange.send(client, builder.build());
        return exchange;
    }

    /** A request of the client's, and the subscription to its body. */
    private static final class PushedExchange implements Exchange, Flow.Subscriber<List<ByteBuffer>> {

        private final Receiver receiver;
        private volatile @Nullable CompletableFuture<?> sending;
        private volatile @Nullable HttpResponse<?> response;
        private volatile Flow.@Nullable Subscription subscription;
        private volatile boolean cancelled;

        PushedExchange(Receiver receiver) {
            this.receiver = receiver;
        }

        @SuppressWarnings("FutureReturnValueIgnored") // a failure is reported, not left in a future
        void send(HttpClient client, HttpRequest request) {
            CompletableFuture<HttpResponse<Flow.Publisher<List<ByteBuffer>>>> sent =
                    client.sendAsync(request, HttpResponse.BodyHandlers.ofPublisher());
            sending = sent;
            sent.whenComplete((arrived, failure) -> {
                if (failure == null) {
                    subscribe(arrived);
                } else {
                    receiver.onFailure(
                            failure instanceof CompletionException e && e.getCause() != null ? e.getCause() : failure);
                }
            });
        }

        private void subscribe(HttpResponse<Flow.Publisher<List<ByteBuffer>>> arrived) {
            response = arrived;
            try {
                arrived.body().subscribe(this);
            } catch (Throwable e) { // the future would keep it to itself
                receiver.onFailure(e);
            }
        }

        @Override
        public void request() {
            Flow.Subscription current = subscription;
            if (current != null) {
                current.request(1);
            }
        }

        @Override
        public void cancel() {
            cancelled = true;
            Flow.Subscription body = subscription;
            if (body != null) {
                body.cancel();
            }
            CompletableFuture<?> head = sending;
            if (head != null) {
                head.cancel(true);
            }
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            HttpResponse<?> arrived = response;
            if (cancelled || arrived == null) {
                given.cancel();
            } else {
                receiver.onResponse(Response.of(
                        arrived.statusCode(), arrived.uri(), arrived.headers().map()));
            }
        }

        @Override
        public void onNext(List<ByteBuffer> bytes) {
            receiver.onBytes(bytes);
        }

        @Override
        public void onError(Throwable cause) {
            receiver.onFailure(cause);
        }

        @Override
        public void onComplete() {
            receiver.onEnd();
        }
    }
}

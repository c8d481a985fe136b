/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.app.listening;

import dev.rivulet.client.EventSource;
import dev.rivulet.client.EventSourceBuilder;
import dev.rivulet.client.MessageEvent;
import dev.rivulet.client.SseEventSourceBuilder;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ContextService;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.sse.SseEventSource;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** Sources that are open until the application stops, and what they have heard. */
@ApplicationScoped
public class Listening {

    @Resource
    ContextService contexts;

    @Resource
    ManagedExecutorService executor;

    @Resource
    ManagedScheduledExecutorService scheduler;

    private final Client client = ClientBuilder.newClient();
    private final Queue<Runnable> closers = new ConcurrentLinkedQueue<>();
    private final List<String> heard = new CopyOnWriteArrayList<>();

    /** Over the JDK's HTTP client. */
    public void listen(String url) {
        open("jdk", EventSource.builder(url));
    }

    /** Over the container's JAX-RS client. */
    public void listenThroughClient(String url) {
        open("client", EventSource.target(client.target(url)));
    }

    /** Through JAX-RS's own interface, chosen in the code. */
    public void listenAsJaxRsDoes(String url) {
        SseEventSource source =
                new SseEventSourceBuilder().target(client.target(url)).build();
        source.register(
                event -> heard.add("jax-rs " + event.readData(String.class)), cause -> heard.add(cause.toString()));
        source.open();
        closers.add(source::close);
    }

    public List<String> heard() {
        return heard;
    }

    private void open(String way, EventSourceBuilder builder) {
        Executor here = contexts.currentContextExecutor();
        EventSource source = builder.executor(task -> executor.execute(() -> here.execute(task)))
                .scheduler(scheduler)
                .onMessage(event -> hear(way, event))
                .onError(error -> heard.add(error.toString()))
                .open();
        closers.add(source::close);
    }

    /** With what only the container's threads have. */
    @SuppressWarnings("BanJNDI") // the name is a constant, and the naming the container's
    private void hear(String way, MessageEvent event) {
        try {
            String name = InitialContext.doLookup("java:app/AppName");
            boolean own = Thread.currentThread().getContextClassLoader() == Listening.class.getClassLoader();
            heard.add(way + ' ' + event.data() + " in " + name + ", class loader " + (own ? "ours" : "another"));
        } catch (NamingException e) {
            heard.add("No java:app here: " + e);
        }
    }

    @PreDestroy
    void stop() {
        closers.forEach(Runnable::run);
        client.close();
    }
}

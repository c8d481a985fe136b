/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.StringWriter;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that has the client's jar and nothing else, not even the API of JAX-RS. */
class NoJaxRsTest extends ScriptedTest {

    private static final String PROGRAM = """
            import dev.rivulet.client.*;
            import java.util.function.*;

            public class Program {
                public static AutoCloseable open(String url, Consumer<String> heard) {
                    EventSource source = new EventSource(url);
                    source.onMessage(event -> heard.accept(event.data()));
                    source.addEventListener("named", event -> heard.accept(event.data())).remove();
                    source.onError(event -> heard.accept("error"));
                    return source;
                }

                public static AutoCloseable build(String url, Consumer<String> heard) {
                    return EventSource.builder(url).onMessage(event -> heard.accept(event.data())).open();
                }
            }
            """;

    @TempDir
    private Path classes;

    @Test
    void programCompilesAndRuns() throws Exception {
        URL client = EventSource.class.getProtectionDomain().getCodeSource().getLocation();
        compile(Path.of(client.toURI()));
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {client, classes.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
            Class<?> program = loader.loadClass("Program");
            for (String way : List.of("open", "build")) {
                List<String> heard = new java.util.concurrent.CopyOnWriteArrayList<>();
                java.util.function.Consumer<String> listener = heard::add;
                try (AutoCloseable source =
                        (AutoCloseable) program.getMethod(way, String.class, java.util.function.Consumer.class)
                                .invoke(null, server.uri("/").toString(), listener)) {
                    ScriptedExchange exchange = server.next().stream().write("data:a\n\n");
                    await().until(() -> !heard.isEmpty());
                    source.close();
                    exchange.awaitClientGone();
                }
                assertThat(heard).containsExactly("a");
            }
        }
    }

    private void compile(Path client) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        JavaFileObject source =
                new SimpleJavaFileObject(URI.create("string:///Program.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoring) {
                        return PROGRAM;
                    }
                };
        StringWriter messages = new StringWriter();
        List<String> options =
                List.of("-cp", client.toString(), "-d", classes.toString(), "-proc:none", "-implicit:none");
        boolean compiled = compiler.getTask(messages, null, null, options, null, List.of(source))
                .call();
        assertThat(compiled).as(messages.toString()).isTrue();
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rivulet.server.internal.config.CrossOrigin;
import dev.rivulet.server.internal.config.Settings;
import jakarta.enterprise.inject.Instance;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** A server that has JAX-RS and no Servlet API, as Helidon is: what needs no servlet works, and nothing fails to load. */
class WithoutServletsTest {

    @Test
    void jaxRsTellsWhoResumesWhereAndTheStartSaysWhichWayStreamsGo() throws Exception {
        Class<?> there = new LoaderWithoutServlets().loadClass(Server.class.getName());
        assertThat(there.getClassLoader()).isInstanceOf(LoaderWithoutServlets.class);
        assertThatThrownBy(() -> there.getClassLoader().loadClass("jakarta.servlet.Filter"))
                .isInstanceOf(ClassNotFoundException.class);
        var constructor = there.getDeclaredConstructor();
        constructor.setAccessible(true);
        Supplier<?> server = (Supplier<?>) constructor.newInstance();
        try (LoggedLines log = new LoggedLines(StartReport.class)) {
            assertThat(server.get()).isEqualTo(List.of("resumes at e-21", "no address"));

            assertThat(log.lines())
                    .last()
                    .asString()
                    .startsWith(
                            "INFO Streams go out through SseEventSink, one event per write, since this server has no"
                                    + " servlets");
        }
    }

    /** Runs where there are no servlets. */
    static final class Server implements Supplier<Object> {

        @Override
        public Object get() {
            FakeRuntime runtime = new FakeRuntime();
            runtime.headers.put("Last-Event-ID", "e-21");
            @SuppressWarnings("unchecked")
            Instance<Object> beans = Fakes.fake(Instance.class, (proxy, called, arguments) -> {
                throw new AssertionError("There is no bean to ask for: " + called);
            });
            Requests requests =
                    new Requests(beans, new CrossOrigin(Set.of(), false), new Refusals(System::nanoTime, Set::of));
            requests.jaxRsStarts(runtime.features);
            new StartReport(Settings.load(Set.of()), Set.of(), true).applicationStarted();
            return runtime.serving(() -> {
                StreamRequest request = requests.of(runtime.sink()).orElseThrow();
                return List.of(
                        "resumes at " + request.lastEventId().orElse("nowhere"),
                        request.remoteAddress().orElse("no address"));
            });
        }
    }

    /** Loads Rivulet anew, and finds no servlets. */
    private static final class LoaderWithoutServlets extends ClassLoader {

        LoaderWithoutServlets() {
            super(WithoutServletsTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                if (name.startsWith("jakarta.servlet.")) {
                    throw new ClassNotFoundException(name);
                }
                Class<?> loaded = findLoadedClass(name);
                return loaded != null
                        ? loaded
                        : name.startsWith("dev.rivulet.") ? defined(name) : super.loadClass(name, resolve);
            }
        }

        private Class<?> defined(String name) throws ClassNotFoundException {
            try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (in == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

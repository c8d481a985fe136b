/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rivulet.client.internal.ListenerList;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requirements 1 to 7: construction and API. */
class ConstructionRequirementsTest extends ScriptedTest {

    private final List<String> heard = new CopyOnWriteArrayList<>();

    @ParameterizedTest
    @ValueSource(strings = {"http://this is no url", "http://[::1", "relative/path", "/path", "", "%"})
    void r01InvalidUrlThrowsAtOnce(String url) {
        assertThatThrownBy(() -> new EventSource(url)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void r01UrlIsWhatTheSourceWasMadeWith() {
        URI uri = server.uri("/a?b=c");
        assertThat(closing(new EventSource(uri)).url()).isEqualTo(uri);
        assertThat(closing(new EventSource(uri.toString(), new EventSourceInit(true)))
                        .withCredentials())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://127.0.0.1/x",
                "mailto:a@example.org",
                "data:text/event-stream,data:x",
                "file:///x",
                "http:///x"
            })
    void r02OtherSchemeIsAnErrorAndTheEnd(String url) {
        Recorder recorder = open(Way.JDK, URI.create(url), builder -> builder);
        ErrorEvent error = recorder.failed();
        assertThat(error.cause()).isPresent();
        recorder.nothingElse();
        assertThat(time.pending()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:8080/x", "localhost:8080", "example.org:443?a=b", "my-host:1"})
    void r01ForgottenSchemeIsToldAtOnce(String url) {
        assertThatThrownBy(() -> new EventSource(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + url + "\"")
                .hasMessageContaining("no scheme")
                .hasMessageContaining("http://" + url);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:70000/", "https://user:secret@127.0.0.1:99999999999/x"})
    void r01PortThatIsNoneIsToldAtOnce(String url) {
        assertThatThrownBy(() -> new EventSource(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("65535")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> EventSource.target(Way.CLIENT.target(url)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Which browsers take, and the JDK's client does not. */
    @Test
    void r02HostWithAnUnderscoreIsAnErrorThatSaysSo() {
        Recorder recorder = open(Way.JDK, URI.create("http://no_where.invalid:80/"), builder -> builder);
        assertThat(recorder.failed().cause())
                .get()
                .isInstanceOf(UnsendableRequestException.class)
                .asString()
                .contains("no_where.invalid")
                .contains("underscore");
    }

    @Test
    void r02HostWithAnUnderscoreIsLookedUpByAJaxRsClientThatTakesIt() {
        Recorder recorder = open(Way.JAX_RS, URI.create("http://no_where.invalid/"), builder -> builder);
        assertThat(recorder.interrupted().cause()).get().asString().contains("UnknownHost");
    }

    @ParameterizedTest
    @EnumSource
    void r03StatesFollowTheConnection(Way way) {
        Recorder recorder = open(way);
        ScriptedExchange exchange = server.next();
        assertThat(recorder.source().readyState()).isEqualTo(ReadyState.CONNECTING);
        exchange.stream();
        recorder.opened(); // with the headers alone, and OPEN by then
        recorder.source().close();
        assertThat(recorder.source().readyState()).isEqualTo(ReadyState.CLOSED);
        exchange.end();
        recorder.nothingElse();
        assertThat(List.of(ReadyState.values()))
                .containsExactly(ReadyState.CONNECTING, ReadyState.OPEN, ReadyState.CLOSED);
    }

    @ParameterizedTest
    @EnumSource
    void r04MessagesCarryTypeDataIdAndOrigin(Way way) {
        Recorder recorder = open(way);
        accept(recorder).write("id:1\nevent:test\ndata:a\ndata:b\n\n");
        MessageEvent message = recorder.message();
        assertThat(message.type()).isEqualTo("test");
        assertThat(message.data()).isEqualTo("a\nb");
        assertThat(message.lastEventId()).isEqualTo("1");
        assertThat(message.origin()).isEqualTo("http://127.0.0.1:" + server.port());
        assertThat(recorder.source().lastEventId()).isEqualTo("1");
    }

    @Test
    void r05HandlerAndListenersAllHearAMessageInOrder() {
        Recorder recorder = open(
                Way.JDK,
                builder -> builder.onMessage(event -> heard.add("handler"))
                        .addEventListener("message", event -> heard.add("listener")));
        accept(recorder).write("data:a\n\n");
        recorder.message();
        assertThat(heard).containsExactly("handler", "listener");
    }

    @Test
    void r05ThrowingListenerHarmsNoOther() {
        Recorder recorder = open(
                Way.JDK,
                builder -> builder.onMessage(event -> {
                            throw new IllegalStateException("by the test");
                        })
                        .addEventListener("message", event -> {
                            throw new AssertionError("by the test");
                        }));
        accept(recorder).write("data:a\n\ndata:b\n\n");
        assertThat(recorder.data()).isEqualTo("a");
        assertThat(recorder.data()).isEqualTo("b");
    }

    @Test
    void r05ListenersFollowTheDom() {
        ListenerList<String> list = new ListenerList<>("test");
        Consumer<String> twice = heard::add;
        list.add(twice);
        list.add(twice);
        list.add(event -> heard.add("once " + event), ListenerOption.once());
        AbortController controller = new AbortController();
        list.add(event -> heard.add("until " + event), ListenerOption.signal(controller.signal()));
        list.dispatch("1", () -> false);
        assertThat(heard).containsExactly("1", "once 1", "until 1");
        heard.clear();
        controller.abort();
        list.add(event -> heard.add("never"), ListenerOption.signal(controller.signal()));
        list.dispatch("2", () -> false);
        assertThat(heard).containsExactly("2");
        heard.clear();
        list.remove(twice);
        list.dispatch("3", () -> false);
        assertThat(heard).isEmpty();
        assertThat(list.isEmpty()).isTrue();
    }

    @Test
    void r05ListenersOfAnEventAreFixedAtItsDispatchButRemovalCounts() {
        ListenerList<String> list = new ListenerList<>("test");
        Consumer<String> second = event -> heard.add("second");
        Consumer<String> late = event -> heard.add("late");
        list.add(event -> {
            list.remove(second);
            list.add(late);
        });
        list.add(second);
        list.dispatch("1", () -> false);
        assertThat(heard).isEmpty();
        list.dispatch("2", () -> false);
        assertThat(heard).containsExactly("late");
    }

    @Test
    void r05OnceListenerMayDispatchAgain() {
        ListenerList<String> list = new ListenerList<>("test");
        list.add(
                event -> {
                    heard.add(event);
                    list.dispatch("inner", () -> false);
                },
                ListenerOption.once());
        list.dispatch("outer", () -> false);
        assertThat(heard).containsExactly("outer");
    }

    @Test
    void r05ReplacedHandlerKeepsItsPlace() {
        ListenerList<String> list = new ListenerList<>("test");
        list.handler(event -> heard.add("old"));
        list.add(event -> heard.add("listener"));
        list.handler(event -> heard.add("new"));
        list.dispatch("1", () -> false);
        assertThat(heard).containsExactly("new", "listener");
        heard.clear();
        list.handler(null);
        list.handler(event -> heard.add("again"));
        list.dispatch("2", () -> false);
        assertThat(heard).containsExactly("listener", "again");
    }

    @Test
    void r05HandlerAndListenerOfTheSameObjectAreTwo() {
        ListenerList<String> list = new ListenerList<>("test");
        Consumer<String> both = heard::add;
        list.handler(both);
        list.add(both);
        list.dispatch("1", () -> false);
        list.remove(both);
        list.dispatch("2", () -> false);
        assertThat(heard).containsExactly("1", "1", "2");
    }

    @ParameterizedTest
    @EnumSource
    void r06ServerEventsNamedOpenAndErrorAreMessages(Way way) {
        Recorder recorder = open(way);
        accept(recorder).write("event:open\ndata:a\n\nevent:error\ndata:b\n\ndata:c\n\n");
        assertThat(recorder.message().type()).isEqualTo("open");
        assertThat(recorder.message().type()).isEqualTo("error");
        assertThat(recorder.message().type()).isEqualTo("message");
        assertThat(recorder.source().readyState()).isEqualTo(ReadyState.OPEN);
    }

    @ParameterizedTest
    @EnumSource
    void r07NothingAfterCloseNotEvenWhatWasRead(Way way) {
        EventSource[] source = new EventSource[1];
        Recorder recorder = open(
                way,
                builder -> builder.addEventListener("message", event -> {
                    heard.add(event.data());
                    source[0].close();
                }));
        source[0] = recorder.source();
        ScriptedExchange exchange = accept(recorder).write("data:a\n\ndata:b\n\n");
        exchange.write("data:c\n\n".repeat(100));
        if (way == Way.JAX_RS) {
            exchange.end();
        }
        exchange.awaitClientGone();
        assertThat(heard).containsExactly("a");
        assertThat(recorder.source().readyState()).isEqualTo(ReadyState.CLOSED);
        recorder.nothingElse();
        assertThat(heard).containsExactly("a");
        assertThat(time.pending()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void r07CloseBeforeTheHeadersGivesNothing(Way way) {
        Recorder recorder = open(way);
        ScriptedExchange exchange = server.next();
        recorder.source().close();
        recorder.source().close();
        assertThat(recorder.source().readyState()).isEqualTo(ReadyState.CLOSED);
        if (way == Way.JDK) {
            exchange.awaitClientGone();
        } else {
            exchange.stream().write("data:a\n\n").end();
            exchange.awaitClientGone();
        }
        recorder.nothingElse();
        assertThat(time.pending()).isZero();
    }
}

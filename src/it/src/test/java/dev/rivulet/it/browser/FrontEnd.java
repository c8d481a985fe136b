/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.browser;

import dev.rivulet.it.support.NpmPackages;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** How pages read a stream that is written for something else than Rivulet: what each has in the page, and is sent for a word. */
enum FrontEnd {

    /** htmx 4: unnamed events are HTML, and {@code hx-sse:close} names the event that ends it. */
    HTMX("""
            <script src="htmx.js"></script>
            <script src="hx-sse.js"></script>
            <div id="text" hx-sse:connect="api/talks/TALK" hx-swap="beforeend" hx-sse:close="rivulet:end"></div>
            """) {

        @Override
        Map<String, String> scripts() {
            return Map.of("htmx.js", "htmx.org/dist/htmx.min.js", "hx-sse.js", "htmx.org/dist/ext/hx-sse.min.js");
        }

        @Override
        String data(String word) {
            return "<span>" + word + "</span>";
        }
    },

    /** Turbo: unnamed events are its actions, and the browser's own EventSource reads them. */
    TURBO("""
            <script type="module" src="turbo.js"></script>
            <div id="text"></div>
            <turbo-stream-source src="api/talks/TALK"></turbo-stream-source>
            """) {

        @Override
        Map<String, String> scripts() {
            return Map.of("turbo.js", "@hotwired/turbo/dist/turbo.es2017-esm.js");
        }

        @Override
        String data(String word) {
            return "<turbo-stream action=\"append\" target=\"text\"><template><span>" + word
                    + "</span></template></turbo-stream>";
        }
    },

    /** Datastar: named events whose lines are arguments. */
    DATASTAR("""
            <script type="module" src="datastar.js"></script>
            <div id="text" data-on-load="@get('api/talks/TALK')"></div>
            """) {

        @Override
        Map<String, String> scripts() {
            return Map.of("datastar.js", "@starfederation/datastar/dist/datastar.js");
        }

        @Override
        String event() {
            return "datastar-merge-fragments";
        }

        @Override
        String data(String word) {
            return "selector #text\nmergeMode append\nfragments <span>" + word + "</span>";
        }
    },

    /** A page with a few lines of its own. */
    FETCH("""
            <div id="text"></div>
            <script type="module">
              const { body } = await fetch("api/talks/TALK", { headers: { Accept: "text/event-stream" } });
              let rest = "";
              for await (const chunk of body.pipeThrough(new TextDecoderStream())) {
                const blocks = (rest + chunk).split("\\n\\n");
                rest = blocks.pop();
                for (const block of blocks) {
                  const data = block.split("\\n").filter(line => line.startsWith("data: ")).map(line => line.slice(6));
                  if (!block.includes("event: rivulet:end") && data.length) {
                    document.getElementById("text").append(data.join("\\n"));
                  }
                }
              }
            </script>
            """) {

        @Override
        String data(String word) {
            return word;
        }
    };

    private static final Duration INSTALL_TIMEOUT = Duration.ofMinutes(2);

    private final String reader;

    FrontEnd(String reader) {
        this.reader = reader;
    }

    /** What its pages load: by the name that they use, where it is in {@code node_modules}. */
    Map<String, String> scripts() {
        return Map.of();
    }

    /** The name of the event that carries a word; empty for one without. */
    String event() {
        return "";
    }

    /** The data of the event that carries a word. */
    abstract String data(String word);

    /** The page that reads a talk. */
    static String page(String talk) {
        return talk + ".html";
    }

    /** Adds pages for these talks, and what they need of npm's packages. */
    void addTo(WebArchive war, String... talks) {
        Path packages = NpmPackages.install("front-ends", INSTALL_TIMEOUT).resolve("node_modules");
        scripts()
                .forEach((name, file) ->
                        war.addAsWebResource(packages.resolve(file).toFile(), name));
        for (String talk : talks) {
            war.addAsWebResource(new StringAsset(pageOf(talk)), page(talk));
        }
    }

    /** With a stop, which is any request of the page's own. */
    private String pageOf(String talk) {
        return """
                <!doctype html>
                <title>Talk</title>
                <link rel="icon" href="data:,">
                READER
                <button id="stop">Stop</button>
                <script type="module">
                  document.getElementById("stop").onclick = () => fetch("api/talks/TALK", { method: "DELETE" });
                </script>
                """.replace("READER", reader).replace("TALK", talk);
    }
}

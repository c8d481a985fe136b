/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same bytes read by {@code RivuletSource} and by Chromium's own {@code EventSource}, in chunks of any size. */
@ExtendWith(BrowserExtension.class)
class RivuletFormatIT {

    private static final List<String> BLOCKS = List.of(
            "\uFEFFid: 1\ndata: one\n\n",
            "\uFEFFdata: the mark is not the first\n\n",
            "data: two\ndata:  lines\r\ndata\rdata:\n\n",
            "data:no space\r\rdata: \ttab\r\n\r\n",
            "event: named\nevent:\ndata: unnamed\n\nevent: named\ndata: named\n\nevent: named\n\ndata: forgotten\n\n",
            "id: 2\n\ndata: with two\n\nid: nul\0\ndata: still two\n\nid: three \ndata\n\n",
            "id\ndata: none\n\n",
            "Data: x\n data: x\ndata\0: x\nda-ta: x\nretry: 1000x\nretry: -1\n: comment\n:\n\n",
            "data: 日本語, \uD83D\uDE00 ü\n\ndata: \0\n\n",
            "event: message\ndata: a: b: c\n\nevent: named\ndata: {\"json\": true}\n\n");
    private static final String LAST = "event: named\ndata: last\n\nid: lost\ndata: incomplete\n";

    private static final String RECORD = """
            const done = arguments[0];
            const record = Source => new Promise(resolve => {
              const source = new Source("events");
              const told = [];
              const add = event => {
                told.push([event.type, event.data, event.lastEventId]);
                if (event.data === "last") {
                  source.close();
                  resolve(told);
                }
              };
              source.onmessage = add;
              source.addEventListener("named", add);
            });
            Promise.all([record(EventSource), record(RivuletSource)]).then(done);
            """;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7, 64, 4096})
    void readsWhatAnEventSourceReads(int chunk, Browser browser) throws IOException {
        byte[] bytes = bytes();
        ScriptedOrigin.Answer inChunks = stream -> {
            for (int at = 0; at < bytes.length; at += chunk) {
                stream.send(Arrays.copyOfRange(bytes, at, Math.min(at + chunk, bytes.length)));
            }
            stream.awaitClose();
        };
        try (ScriptedOrigin origin = ScriptedOrigin.start(inChunks, inChunks)) {
            browser.open(origin.root());
            Browser.awaitFor(() -> browser.run("return typeof RivuletSource"), "function"::equals);

            List<?> both = (List<?>) browser.runUntilDone(RECORD);

            assertThat((List<?>) both.get(1)).isEqualTo(both.get(0)).hasSizeGreaterThan(BLOCKS.size());
        }
    }

    /** With some that are not UTF-8. */
    private static byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BLOCKS.forEach(block -> bytes.writeBytes(block.getBytes(UTF_8)));
        bytes.writeBytes("data: ".getBytes(UTF_8));
        bytes.writeBytes(new byte[] {(byte) 0xFF, 'a', (byte) 0xF0, (byte) 0x9F, (byte) 0x98, 'b', (byte) 0xC3});
        bytes.writeBytes(("\n\n" + LAST).getBytes(UTF_8));
        return bytes.toByteArray();
    }
}

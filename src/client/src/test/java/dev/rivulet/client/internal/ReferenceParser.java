/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** The standard's text, sentence by sentence, on a whole stream: slow, and meant to be obviously right. */
final class ReferenceParser {

    private final List<String> events = new ArrayList<>();
    private String data = "";
    private String type = "";
    private String idBuffer;
    private String lastEventId;
    private long retry = -1;

    private ReferenceParser(String lastEventId) {
        this.idBuffer = lastEventId;
        this.lastEventId = lastEventId;
    }

    static ParsedStream parse(byte[] stream, String lastEventId) {
        ReferenceParser parser = new ReferenceParser(lastEventId);
        String text = new String(stream, UTF_8);
        if (text.startsWith("\uFEFF")) {
            text = text.substring(1);
        }
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n' && i > 0 && text.charAt(i - 1) == '\r') {
                continue;
            }
            if (c == '\r' || c == '\n') {
                parser.line(line.toString());
                line.setLength(0);
            } else {
                line.append(c);
            }
        }
        return new ParsedStream(parser.events, parser.lastEventId, parser.retry);
    }

    private void line(String line) {
        if (line.isEmpty()) {
            dispatch();
        } else if (line.startsWith(":")) {
            return;
        } else if (line.contains(":")) {
            int colon = line.indexOf(':');
            String value = line.substring(colon + 1);
            field(line.substring(0, colon), value.startsWith(" ") ? value.substring(1) : value);
        } else {
            field(line, "");
        }
    }

    private void field(String name, String value) {
        switch (name) {
            case "event" -> type = value;
            case "data" -> data += value + "\n";
            case "id" -> {
                if (value.indexOf('\0') < 0) {
                    idBuffer = value;
                }
            }
            case "retry" -> {
                if (value.matches("[0-9]+")) {
                    retry = new BigInteger(value)
                            .min(BigInteger.valueOf(Long.MAX_VALUE))
                            .longValue();
                }
            }
            default -> {}
        }
    }

    private void dispatch() {
        lastEventId = idBuffer;
        if (!data.isEmpty()) {
            events.add(ParsedStream.event(
                    type.isEmpty() ? "message" : type, data.substring(0, data.length() - 1), lastEventId));
        }
        data = "";
        type = "";
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.app.scripted;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;

/**
 * A life of a stream in three connections and an answer that ends it, told apart by the client's {@code Last-Event-ID}: so
 * that clients hear the same however fast they are. {@code /script/204} ends with that status, and so on;
 * {@code /script/html} with a page, {@code /moved/308/204} begins with a redirect of that status.
 */
@WebServlet({"/script/*", "/moved/*"})
public class Script extends HttpServlet {

    private static final long serialVersionUID = 1L;

    /** How many more bytes the third connection promises than it sends. */
    private static final int MISSING = 1_000;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getServletPath().equals("/moved")) {
            String[] path = request.getPathInfo().split("/", -1);
            response.setStatus(Integer.parseInt(path[1]));
            response.setHeader("Location", request.getContextPath() + "/script/" + path[2]);
            return;
        }
        String id = Optional.ofNullable(request.getHeader("Last-Event-ID")).orElse("");
        switch (id) {
            case "" -> stream(response, first(request, response), 0);
            case "2" -> stream(response, second(request), 0);
            case "five <5>" -> stream(response, third(), MISSING);
            case "7" -> end(request.getPathInfo().substring(1), response);
            default -> response.sendError(HttpServletResponse.SC_BAD_REQUEST, "Nobody was sent the id " + id);
        }
    }

    /** What every stream has; its last block is incomplete, so that its id does not count. */
    private static byte[] first(HttpServletRequest request, HttpServletResponse response) {
        response.addCookie(new Cookie("seen", "yes"));
        return bytes(
                "retry: 20\n\n",
                "id: 1\ndata: one\n\n",
                "event: named\nid: 2\ndata: two\ndata:  lines\n\n",
                ": a comment\n\n",
                "data: accepts " + request.getHeader("Accept") + ", " + request.getHeader("Cache-Control") + "\n\n",
                "event: named\nid: 3\ndata: incomplete");
    }

    /** What few streams have. */
    private static byte[] second(HttpServletRequest request) {
        return bytes(
                "\uFEFFdata: comes back with " + cookie(request) + "\n\n",
                "\uFEFFdata: not the first\n\ndata: 日本語, \uD83D\uDE00\r\r",
                "event: open\ndata: not the source's own\n\nevent: error\ndata: neither\r\n\r\n",
                "event: named\r\ndata\rdata\ndata:\n\n",
                "event: named\nevent:\ndata:\twithout a name\n\n",
                "id: 4\n\ndata: the id counts\n\nid: nul\0\ndata: no id\n\n",
                "Data: x\n data: x\ndata\0: x\nda-ta: x\nretry: 1000x\nretry:\nretry: -1\n\n",
                "retry: 20\n\n", // Chromium takes an empty one for its own three seconds
                "data: \0\n\n",
                "id: five <5>\nevent: NAMED\ndata: another name\n\n");
    }

    /** Bytes that are not UTF-8, and an end in the middle of the response. */
    private static byte[] third() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(bytes("id: 6\ndata: "));
        bytes.writeBytes(new byte[] {(byte) 0xFF, 'a', (byte) 0xF0, (byte) 0x9F, (byte) 0x98, 'b', (byte) 0xC3});
        bytes.writeBytes(bytes("\n\nid: 7\n\nid: 8\ndata: lost"));
        return bytes.toByteArray();
    }

    private static void end(String answer, HttpServletResponse response) throws IOException {
        if (answer.equals("html")) {
            response.setContentType("text/html");
            response.getOutputStream().write(bytes("data: no event\n\n"));
        } else {
            response.setStatus(Integer.parseInt(answer));
        }
    }

    private static void stream(HttpServletResponse response, byte[] bytes, int missing) throws IOException {
        response.setContentType("text/event-stream");
        response.setHeader("Cache-Control", "no-cache");
        if (missing > 0) {
            response.setContentLength(bytes.length + missing);
            response.setHeader("Connection", "close"); // else the server waits for a next request before it gives up
        }
        response.getOutputStream().write(bytes);
        response.flushBuffer();
    }

    private static String cookie(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return cookies == null || cookies.length == 0
                ? "no cookie"
                : cookies[0].getName() + '=' + cookies[0].getValue();
    }

    private static byte[] bytes(String... parts) {
        return String.join("", parts).getBytes(UTF_8);
    }
}

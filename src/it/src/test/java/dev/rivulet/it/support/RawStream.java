/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * One HTTP/1.1 exchange over a socket of its own that shows what the server really sent: status, headers, each block of the
 * event stream as it was on the wire, how many chunks it took and how it ended. Reads only when it is asked to, so that it
 * can be the client that does not read. Not thread-safe; every read gives up after {@link #TIMEOUT}.
 */
public final class RawStream implements AutoCloseable {

    /** Longer than anything takes on a machine that has other things to do. */
    public static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final Socket socket;
    private final int status;
    private final Map<String, String> headers = new TreeMap<>();
    private final Optional<ChunkedBody> chunked;
    private final BodySource source;
    private final EventParser parser = new EventParser();
    private InputStream body;

    /** Opens a body when its first byte is wanted: decompression would wait for that byte. */
    private interface BodySource {
        InputStream open() throws IOException;
    }

    private RawStream(Socket socket, String method, URI uri, String... requestHeaders) throws IOException {
        this.socket = socket;
        socket.setSoTimeout((int) TIMEOUT.toMillis());
        StringBuilder request = new StringBuilder(method)
                .append(' ')
                .append(uri.getRawPath())
                .append(uri.getRawQuery() == null ? "" : '?' + uri.getRawQuery())
                .append(" HTTP/1.1\r\nHost: ")
                .append(uri.getAuthority())
                .append("\r\n");
        for (String header : requestHeaders) {
            request.append(header).append("\r\n");
        }
        socket.getOutputStream().write(request.append("\r\n").toString().getBytes(UTF_8));
        InputStream in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
        status = Integer.parseInt(ChunkedBody.line(in).split(" ", 3)[1]);
        for (String line = ChunkedBody.line(in); !line.isEmpty(); line = ChunkedBody.line(in)) {
            int colon = line.indexOf(':');
            headers.merge(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).trim(),
                    (one, other) -> one + ", " + other);
        }
        boolean hasBody = !method.equals("HEAD");
        chunked = header("Transfer-Encoding")
                .filter(coding -> hasBody && coding.equals("chunked"))
                .map(yes -> new ChunkedBody(in));
        InputStream plain = chunked.<InputStream>map(known -> known).orElse(in);
        source = () ->
                header("Content-Encoding").filter("gzip"::equals).isPresent() ? new GZIPInputStream(plain) : plain;
    }

    /**
     * Sends a GET and reads status and headers.
     *
     * @param uri where
     * @param headers whole lines, sent as UTF-8
     */
    public static RawStream get(URI uri, String... headers) {
        return exchange(new Socket(), "GET", uri, headers);
    }

    /** Sends a HEAD, asks the server to close the connection after it, and reads status and headers. */
    public static RawStream head(URI uri) {
        return exchange(new Socket(), "HEAD", uri, "Connection: close");
    }

    /** Sends a POST without a body, and reads status and headers. */
    public static RawStream post(URI uri, String... headers) {
        String[] all = Arrays.copyOf(headers, headers.length + 1);
        all[headers.length] = "Content-Length: 0";
        return exchange(new Socket(), "POST", uri, all);
    }

    /** Sends a GET for JSON, and reads status and headers. */
    public static RawStream getJson(URI uri, String... headers) {
        String[] all = Arrays.copyOf(headers, headers.length + 1);
        all[headers.length] = "Accept: application/json";
        return exchangeAs(new Socket(), "GET", uri, all);
    }

    /** Sends an OPTIONS, and reads status and headers. */
    public static RawStream options(URI uri, String... headers) {
        return exchange(new Socket(), "OPTIONS", uri, headers);
    }

    /** Sends a GET from one of this machine's own addresses. */
    public static RawStream getFrom(String address, URI uri) {
        Socket socket = new Socket();
        try {
            socket.bind(new InetSocketAddress(address, 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return exchange(socket, "GET", uri);
    }

    /** Sends a GET over a connection that takes few bytes before somebody reads. */
    public static RawStream getWithSmallWindow(URI uri) {
        Socket socket = new Socket();
        try {
            socket.setReceiveBufferSize(4 * 1024);
        } catch (SocketException e) {
            throw new UncheckedIOException(e);
        }
        return exchange(socket, "GET", uri);
    }

    private static RawStream exchange(Socket socket, String method, URI uri, String... headers) {
        String[] all = Arrays.copyOf(headers, headers.length + 1);
        all[headers.length] = "Accept: text/event-stream";
        return exchangeAs(socket, method, uri, all);
    }

    private static RawStream exchangeAs(Socket socket, String method, URI uri, String... headers) {
        try {
            socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()), (int) TIMEOUT.toMillis());
            return new RawStream(socket, method, uri, headers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int status() {
        return status;
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** How many chunks the body has taken so far. */
    public int chunks() {
        return chunked.orElseThrow().chunks();
    }

    /**
     * The next lines of the stream as they were sent, up to and including the blank one. Bytes that are not UTF-8 fail, so
     * that equal text means equal bytes.
     */
    public String nextBlock() {
        String block = readBlock();
        parser.block(block);
        return block;
    }

    /** The block that opens a stream; RESTEasy sends blank lines before it. */
    public String opening() {
        String block = nextBlock();
        while (block.isBlank()) {
            block = nextBlock();
        }
        return block;
    }

    /** The next event that a browser would dispatch. */
    public ReceivedEvent nextEvent() {
        Optional<ReceivedEvent> event = Optional.empty();
        while (event.isEmpty()) {
            event = parser.block(readBlock());
        }
        return event.get();
    }

    /** The newest id that the stream has carried. */
    public String lastEventId() {
        return parser.lastEventId();
    }

    /** The newest delay that the stream has carried. */
    public OptionalLong retry() {
        return parser.retry();
    }

    /** All comments that the stream has carried, a heartbeat being an empty one. */
    public List<String> comments() {
        return parser.comments();
    }

    /** The whole body of an answer that is not a stream. */
    public String text() {
        try {
            int length = header("Content-Length").map(Integer::parseInt).orElse(Integer.MAX_VALUE);
            return new String(body().readNBytes(length), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads on until there is no more. */
    public StreamEnd awaitEnd() {
        try {
            body().transferTo(OutputStream.nullOutputStream());
            return StreamEnd.COMPLETE;
        } catch (EOFException | SocketException e) {
            return StreamEnd.CUT;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Breaks the connection as a crashed client does: with a reset. */
    public void reset() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String readBlock() {
        try {
            ByteArrayOutputStream block = new ByteArrayOutputStream();
            int last = 0;
            for (int b = body().read(); b >= 0; b = body().read()) {
                block.write(b);
                if (b == '\n' && last == '\n') {
                    return strictly(block.toByteArray());
                }
                last = b;
            }
            throw new EOFException("The answer " + status + " ended after \"" + block.toString(UTF_8) + '"');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private InputStream body() throws IOException {
        if (body == null) {
            body = source.open();
        }
        return body;
    }

    private static String strictly(byte[] bytes) throws CharacterCodingException {
        return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    }
}

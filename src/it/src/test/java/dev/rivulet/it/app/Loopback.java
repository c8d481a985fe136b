/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.app;

import dev.rivulet.it.support.App;
import dev.rivulet.it.support.RawStream;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.sse.Sse;
import java.net.URI;

/** This application's resources over real HTTP, for tests that run inside the container. */
@RequestScoped
public class Loopback {

    @Inject
    HttpServletRequest request;

    @Inject
    Desk desk;

    /** The resources' root. */
    public App api() {
        return new App(URI.create("http://127.0.0.1:" + request.getLocalPort() + request.getContextPath() + "/api/"));
    }

    /** Opens the stream of one channel, and reads the block that opens it. */
    public RawStream open(String channel, String... headers) {
        RawStream stream = api().stream("channels/" + channel, headers);
        stream.opening();
        return stream;
    }

    /** The server's own factory of events. */
    public Sse sse() {
        api().get("sse");
        return desk.sse();
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.servers.support;

import dev.rivulet.it.support.App;
import java.nio.file.Path;

/** An application server in a process of its own, on free ports, set up as {@code config/servers} says. */
public interface AppServer extends AutoCloseable {

    /** Its directory in {@code config/servers}. */
    String name();

    /** Starts the server, once, with what has been deployed, and waits until it serves all of it; if not, it never will. */
    AppServer started();

    /** Has the server serve an application under its file's name. */
    void deploy(Path war);

    /** Has the server forget an application, given by its file's name without the suffix. Returns before it has. */
    void undeploy(String application);

    /** An application that is deployed. */
    App app(String application);

    /** Puts an application there that the server will refuse. Before it starts. */
    void deployInVain(Path war);

    /** What it has said since it started. */
    String log();

    /** Whether it is a servlet container alone, so that applications bring CDI and JAX-RS along and do without the rest. */
    boolean isPlain();

    /** Asks the server to stop, as an operator does, and waits until its process has ended. */
    void stop();

    /** Whether it stops applications while their clients' connections are still there. */
    boolean endsStreamsWholeWhenItStops();

    /** Whether it breaks the connection of a client that does not read, and does so as soon as Rivulet would end the stream. */
    boolean breaksStalledConnections();

    /** How many class loaders of applications that it has undeployed the server itself may hold. */
    int loadersKept();

    /** Ends what still runs. */
    @Override
    void close();
}

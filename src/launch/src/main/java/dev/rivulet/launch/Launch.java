/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What {@code mvn -Prun} runs: an application, at the root of one of the servers in {@code config/servers}. */
public final class Launch {

    private static final String RULE = "-".repeat(100);

    private Launch() {}

    /**
     * Does one of the following.
     *
     * <ul>
     *   <li>{@code check SERVERS NAME}: fails unless there is such a server
     *   <li>{@code check SERVERS NAME ADDRESS PORT}: and unless it could serve an application of Jakarta EE there
     *   <li>{@code run SERVERS NAME ADDRESS PORT DIRECTORY APPLICATION PAGES}: sets up the server that was unpacked in a directory,
     *       and has it serve an application, which lies unpacked in another, until it is told to end; its pages are followed in the
     *       third
     * </ul>
     *
     * @throws IllegalArgumentException if an argument is wrong; its message is for the user
     * @throws IllegalStateException if the server fails
     */
    public static void main(String... arguments) throws IOException, InterruptedException {
        List<String> given = List.of(arguments);
        ServerConfig config = ServerConfig.read(Path.of(given.get(1)), given.get(2));
        if (given.size() == 3) {
            return;
        }
        if (config.is("plain")) {
            throw new IllegalArgumentException(
                    "-Dserver=" + config.name() + ": the samples need a server of Jakarta EE, which this one is not");
        }
        Address address = Address.of(given.get(3), given.get(4));
        address.requireFree();
        if ("run".equals(given.get(0))) {
            run(
                    config,
                    address,
                    Path.of(given.get(5)),
                    Path.of(given.get(6)),
                    Path.of(given.get(7)).toRealPath());
        }
    }

    private static void run(ServerConfig config, Address address, Path directory, Path exploded, Path sources)
            throws IOException, InterruptedException {
        Installation installation = Installation.of(config, directory, address);
        installation.clearDeployments();
        Path application = Files.createDirectories(installation.application());
        Tree.clear(application);
        Tree.copy(exploded, application);
        Path additions = config.directory().resolve("application");
        if (Files.exists(additions)) {
            Tree.copy(additions, application);
        }
        String marker = config.get("deploy-marker", "");
        if (!marker.isEmpty()) {
            Files.createFile(application.resolveSibling(application.getFileName() + marker));
        }
        List<String> banner = List.of(
                RULE,
                "  The samples, on " + config.name() + ":   " + address.root(),
                "",
                "  Pages, scripts and styles in " + sources,
                "  are served as you save them. After a change of Java code or of settings, start again.",
                "  Ctrl-C ends the server.",
                RULE);
        new ServerRun(installation, new Pages(sources, application), System.out).run(banner);
    }
}

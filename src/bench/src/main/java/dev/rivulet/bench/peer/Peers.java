/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench.peer;

import dev.rivulet.bench.limit.RawServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All of them, Rivulet first. */
public final class Peers {

    private static final List<String> JVM =
            List.of("-Xms1g", "-Xmx1g", "-XX:+ExitOnOutOfMemoryError", "-Djava.net.preferIPv4Stack=true");

    /** What the guide's page on servers tells to give Payara: its HTTP layer then keeps the buffers that it writes from. */
    private static final String POOLED_BUFFERS =
            "-Dorg.glassfish.grizzly.DEFAULT_MEMORY_MANAGER=org.glassfish.grizzly.memory.PooledMemoryManager";

    /** In a peer's folder, once it has ended, if it is a JVM that is profiled. */
    public static final String RECORDING = "recording.jfr";

    private final Installation installation;
    private final Optional<Path> before;
    private final boolean profiled;

    /**
     * The peers of an installation.
     *
     * @param installation where they lie
     * @param before the {@code bench.war} that another build has left in its {@code target/run/rivulet}, to be measured too
     * @param profiled whether those that are JVMs record where their time goes
     */
    public Peers(Installation installation, Optional<Path> before, boolean profiled) {
        this.installation = installation;
        this.before = before;
        this.profiled = profiled;
    }

    /**
     * Every peer, whether or not this machine has it.
     *
     * @return in the order in which they are measured and told
     */
    public List<Peer> all() {
        List<Peer> peers = new ArrayList<>();
        peers.add(onPayara("rivulet", "/api/rivulet", "Rivulet, Payara Micro", true, BenchWar::write));
        before.ifPresent(other -> peers.add(onPayara(
                "before",
                "/api/rivulet",
                "Rivulet before, Payara Micro",
                true,
                war -> Files.copy(other, war, StandardCopyOption.REPLACE_EXISTING))));
        peers.addAll(others());
        return List.copyOf(peers);
    }

    private List<Peer> others() {
        return List.of(
                onPayara("jersey", "/api/jersey", "Jersey's SseBroadcaster, Payara Micro", false, BenchWar::write),
                spring("spring-mvc", "Spring MVC's SseEmitter, Tomcat", "dev.rivulet.bench.springmvc.SpringMvc"),
                spring("spring-webflux", "Spring WebFlux, Netty", "dev.rivulet.bench.springwebflux.SpringWebFlux"),
                quarkus(),
                node(),
                nchan(),
                raw("raw", "limit: a write per event", "each"),
                raw("raw-batched", "limit: a write per request", "batched"));
    }

    private Peer onPayara(String name, String path, String title, boolean replays, WarWriter application) {
        return new Peer(
                name,
                title,
                path,
                true,
                replays,
                true,
                () -> "Payara Micro " + installation.versionOfServer(),
                (port, folder) -> {
                    Path jar = Installation.require(installation.server(), "payara-micro.jar has not been copied");
                    Path war = folder.resolve("bench.war");
                    application.write(war);
                    return java(
                            folder,
                            POOLED_BUFFERS,
                            "-jar",
                            jar.toString(),
                            "--nocluster",
                            "--disablephonehome",
                            "--contextroot",
                            "/",
                            "--port",
                            Integer.toString(port),
                            "--prebootcommandfile",
                            installation
                                    .root()
                                    .resolve("config/servers/payara/pre-boot.asadmin")
                                    .toString(),
                            "--deploy",
                            war.toString());
                });
    }

    private Peer spring(String name, String title, String mainClass) {
        return new Peer(
                name,
                title,
                "",
                true,
                false,
                true,
                () -> installation.versionOf(name, "target/lib", "spring-boot-(\\d.*)\\.jar", "Spring Boot"),
                (port, folder) ->
                        java(folder, "-cp", installation.classPathOf(name), mainClass, "--server.port=" + port));
    }

    private Peer quarkus() {
        return new Peer(
                "quarkus",
                "Quarkus REST's SseBroadcaster",
                "",
                true,
                false,
                true,
                () -> installation.versionOf(
                        "quarkus",
                        "target/quarkus-app/lib/main",
                        "io\\.quarkus\\.quarkus-core-(\\d.*)\\.jar",
                        "Quarkus"),
                (port, folder) -> {
                    Path jar = Installation.require(
                            installation.peer("quarkus").resolve("target/quarkus-app/quarkus-run.jar"),
                            Installation.NOT_BUILT);
                    return java(folder, "-Dquarkus.http.port=" + port, "-jar", jar.toString());
                });
    }

    private Peer node() {
        return new Peer(
                "node",
                "better-sse, Node",
                "",
                true,
                false,
                false,
                () -> Installation.output("node", "--version"),
                (port, folder) -> {
                    Path node = Installation.program("node", "nodejs");
                    for (String file : List.of("package.json", "package-lock.json", ".npmrc", "server.js")) {
                        Files.copy(
                                installation.peer("node").resolve(file),
                                folder.resolve(file),
                                StandardCopyOption.REPLACE_EXISTING);
                    }
                    if (!Files.isDirectory(folder.resolve("node_modules/better-sse"))) {
                        Installation.run(
                                folder,
                                Installation.program("npm", "npm").toString(),
                                "ci",
                                "--ignore-scripts",
                                "--no-audit",
                                "--no-fund");
                    }
                    return List.of(node.toString(), "server.js", Integer.toString(port));
                });
    }

    /** Takes one event a request. */
    private Peer nchan() {
        return new Peer(
                "nchan",
                "Nchan, nginx",
                "",
                false,
                true,
                false,
                () -> Installation.output("dpkg-query", "--show", "libnginx-mod-nchan"),
                (port, folder) -> {
                    Path nginx = Installation.program("nginx", "nginx");
                    Path module = Installation.require(
                            Path.of("/usr/lib/nginx/modules/ngx_nchan_module.so"),
                            "Debian's libnginx-mod-nchan is not installed");
                    String configuration = Files.readString(
                                    installation.peer("nchan").resolve("nginx.conf"))
                            .replace("${module}", module.toString())
                            .replace("${folder}", folder.toString())
                            .replace("${port}", Integer.toString(port));
                    Path file = Files.writeString(folder.resolve("nginx.conf"), configuration);
                    // Its workers must be able to write what only this user can.
                    String user = "user " + System.getProperty("user.name") + ";";
                    return List.of(nginx.toString(), "-p", folder.toString(), "-c", file.toString(), "-g", user);
                });
    }

    private Peer raw(String name, String title, String mode) {
        return new Peer(
                name,
                title,
                "",
                true,
                true,
                true,
                () -> "this program",
                (port, folder) -> java(
                        folder,
                        "-cp",
                        Installation.locationOf(RawServer.class).toString(),
                        RawServer.class.getName(),
                        Integer.toString(port),
                        mode));
    }

    private List<String> java(Path folder, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Installation.jdk("java"));
        command.addAll(JVM);
        if (profiled) {
            command.add("-XX:StartFlightRecording=settings=profile,filename=" + folder.resolve(RECORDING));
        }
        command.addAll(List.of(arguments));
        return command;
    }

    /** Puts the application under load into a file. */
    @FunctionalInterface
    private interface WarWriter {
        void write(Path war) throws IOException;
    }
}

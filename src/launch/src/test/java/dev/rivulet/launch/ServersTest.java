/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The servers in {@code config/servers}. */
class ServersTest {

    private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();
    private static final Path SERVERS = ROOT.resolve("config/servers");

    @Test
    void serverThatIsNoneIsAnsweredWithTheOnesThatAreThere() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Launch.main("check", SERVERS.toString(), "typo"))
                .withMessage("-Dserver=typo: there is no such server."
                        + " There are glassfish, liberty, payara, tomcat, tomee, wildfly");
    }

    @Test
    void servletContainerIsSaidNotToServeTheSamples() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Launch.main("check", SERVERS.toString(), "tomcat", "127.0.0.1", "8080"))
                .withMessageContaining("-Dserver=tomcat: the samples need a server of Jakarta EE");
    }

    @ParameterizedTest
    @MethodSource("servers")
    void everyServerSaysWhatItIsAndHowItStarts(ServerConfig server) {
        assertThat(server.get("distribution")).matches("[^:]+:[^:]+:\\$\\{version\\.\\w+}(:[^:]+){0,2}");
        assertThat(server.get("home")).isNotBlank();
        assertThat(server.get("deployments")).isNotBlank();
        assertThat(server.get("start")).contains("{home}");
    }

    @ParameterizedTest
    @MethodSource("servers")
    void everyServerListensWhereItIsTold(ServerConfig server) throws IOException {
        List<String> texts = new ArrayList<>();
        texts.add(Files.readString(server.directory().resolve("server.properties")));
        Path files = server.directory().resolve("files");
        if (Files.exists(files)) {
            for (Path file : Tree.files(files)) {
                texts.add(Files.readString(file));
            }
        }

        assertThat(String.join("\n", texts)).containsPattern("address=\"?\\{address}|host=\"\\{address}");
    }

    /** The POMs choose what is tested by profiles, which are activated by name. */
    @Test
    void everyServerCanBeChosenForTheTests() throws IOException {
        String pom = Files.readString(ROOT.resolve("config/build/pom.xml"));

        for (String server : ServerConfig.names(SERVERS)) {
            assertThat(pom).contains("<phase." + server + ">integration-test</phase." + server + ">");
        }
    }

    private static Stream<ServerConfig> servers() throws IOException {
        List<ServerConfig> servers = new ArrayList<>();
        for (String name : ServerConfig.names(SERVERS)) {
            servers.add(ServerConfig.read(SERVERS, name));
        }
        return servers.stream();
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnreadSettingsTest {

    @TempDir
    Path classes;

    @Test
    void areTheOnesOfRivuletInTheApplicationsFile() throws Exception {
        assertThat(keysOf("rivulet.retry=1s\nmp.openapi.filter=x\nrivulet.history.age=1m"))
                .containsExactly("rivulet.history.age", "rivulet.retry");
    }

    @Test
    void areNoneWhereThereIsNoFile() throws Exception {
        assertThat(keys()).isEmpty();
    }

    @Test
    void areNoneWhereTheFileIsBroken() throws Exception {
        assertThat(keysOf("rivulet.retry=\\u00")).isEmpty();
    }

    private Set<String> keysOf(String file) throws IOException {
        Files.writeString(
                Files.createDirectories(classes.resolve("META-INF")).resolve("microprofile-config.properties"), file);
        return keys();
    }

    private Set<String> keys() throws IOException {
        try (URLClassLoader application =
                new URLClassLoader(new URL[] {classes.toUri().toURL()}, null)) {
            return UnreadSettings.keys(application);
        }
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.module.Configuration;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The jars as they were built, on the path of modules. */
class BuiltJarsIT {

    @ParameterizedTest
    @ValueSource(strings = {"client", "server", "observability"})
    void aJarIsTheModuleThatItsPackagesAreOf(String jar) {
        ModuleDescriptor module = finder(jar).findAll().stream()
                .map(ModuleReference::descriptor)
                .findFirst()
                .orElseThrow();

        assertThat(module.name()).isEqualTo("dev.rivulet." + jar);
        assertThat(module.packages())
                .isNotEmpty()
                .allMatch(name -> name.equals(module.name()) || name.startsWith(module.name() + '.'));
    }

    @Test
    void theJarsStandSideBySide() {
        ModuleFinder all = ModuleFinder.compose(finder("client"), finder("server"), finder("observability"));

        Configuration resolved = ModuleLayer.boot()
                .configuration()
                .resolve(
                        all,
                        ModuleFinder.of(),
                        Set.of("dev.rivulet.client", "dev.rivulet.server", "dev.rivulet.observability"));

        assertThat(resolved.modules()).hasSize(3);
    }

    private static ModuleFinder finder(String jar) {
        return ModuleFinder.of(Path.of(System.getProperty("rivulet." + jar + ".jar")));
    }
}

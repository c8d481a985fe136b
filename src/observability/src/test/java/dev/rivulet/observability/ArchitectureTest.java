/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.observability;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** A server may have any of the four APIs: each is needed in one package, and none in another. */
@AnalyzeClasses(packagesOf = ArchitectureTest.class, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String OWN = "dev.rivulet.observability.";

    @ArchTest
    static final ArchRule healthNeedsHealth = needs("health", "org.eclipse.microprofile.health..");

    @ArchTest
    static final ArchRule metricsNeedMetrics = needs("metrics", "org.eclipse.microprofile.metrics..");

    @ArchTest
    static final ArchRule tracingNeedsOpenTelemetry =
            needs("tracing", "io.opentelemetry.api..", "io.opentelemetry.context..");

    @ArchTest
    static final ArchRule openApiNeedsOpenApi = needs("openapi", "org.eclipse.microprofile.openapi..");

    @ArchTest
    static final ArchRule packagesKnowNothingOfEachOther =
            slices().matching(OWN + "(*)..").should().notDependOnEachOther();

    private static ArchRule needs(String room, String... apis) {
        String[] allowed = new String[apis.length + 6];
        System.arraycopy(apis, 0, allowed, 0, apis.length);
        System.arraycopy(
                new String[] {
                    "java..", "jakarta..", "org.jspecify..", "dev.rivulet.server", "dev.rivulet.server.spi", OWN + room
                },
                0,
                allowed,
                apis.length,
                6);
        return classes()
                .that()
                .resideInAPackage(OWN + room)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(allowed));
    }
}

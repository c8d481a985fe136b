/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The shape of the house: which room may look into which. */
@AnalyzeClasses(packagesOf = Channel.class, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String API = "dev.rivulet.server";
    private static final String SPI = "dev.rivulet.server.spi";

    @ArchTest
    static final ArchRule dataFlowsOneWay = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("cdi")
            .definedBy(internal("cdi"))
            .layer("channel")
            .definedBy(internal("channel"))
            .layer("access")
            .definedBy(internal("access"))
            .layer("config")
            .definedBy(internal("config"))
            .layer("delivery")
            .definedBy(internal("delivery"))
            .layer("stream")
            .definedBy(internal("stream"))
            .layer("log")
            .definedBy(internal("log"))
            .layer("encoding")
            .definedBy(internal("encoding"))
            .layer("api")
            .definedBy(API, SPI)
            .whereLayer("cdi")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("channel")
            .mayOnlyBeAccessedByLayers("cdi")
            .whereLayer("access")
            .mayOnlyBeAccessedByLayers("cdi", "channel")
            .whereLayer("config")
            .mayOnlyBeAccessedByLayers("cdi", "channel", "access")
            .whereLayer("delivery")
            .mayOnlyBeAccessedByLayers("cdi", "channel")
            .whereLayer("stream")
            .mayOnlyBeAccessedByLayers("cdi", "channel", "delivery")
            .whereLayer("log")
            .mayOnlyBeAccessedByLayers("channel", "delivery", "config")
            .whereLayer("encoding")
            .mayOnlyBeAccessedByLayers("cdi", "channel", "log");

    @ArchTest
    static final ArchRule packagesHaveNoCircles =
            slices().matching("dev.rivulet.server.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theApiMentionsNothingInternal = noClasses()
            .that()
            .resideInAnyPackage(API, SPI)
            .should()
            .dependOnClassesThat(resideInAPackage("..internal.."));

    @ArchTest
    static final ArchRule runsOnAnyServer = classes()
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "java..",
                    "javax.naming..",
                    "jakarta..",
                    "org.eclipse.microprofile.config..",
                    "org.eclipse.microprofile.jwt..",
                    "org.jspecify..",
                    API + ".."));

    @ArchTest
    static final ArchRule onlyStreamsTouchTheServletOutput = noClasses()
            .that()
            .resideOutsideOfPackage(internal("stream"))
            .should()
            .dependOnClassesThat()
            .haveNameMatching("jakarta\\.servlet\\.(ServletOutputStream|ServletResponse|WriteListener|AsyncContext"
                    + "|AsyncListener|http\\.HttpServletResponse)");

    @ArchTest
    static final ArchRule onlyStreamsSendToSinks = noClasses()
            .that()
            .resideOutsideOfPackage(internal("stream"))
            .should()
            .callMethod("jakarta.ws.rs.sse.SseEventSink", "send", "jakarta.ws.rs.sse.OutboundSseEvent")
            .orShould()
            .callMethod("jakarta.ws.rs.sse.SseEventSink", "close");

    private static String internal(String room) {
        return API + ".internal." + room;
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
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
            .layer("http")
            .definedBy(internal("http"))
            .layer("config")
            .definedBy(internal("config"))
            .layer("encoding")
            .definedBy(internal("encoding"))
            .layer("engine")
            .definedBy(internal("engine"))
            .layer("delivery")
            .definedBy(internal("engine.delivery"))
            .layer("log")
            .definedBy(internal("engine.log"))
            .layer("api")
            .definedBy(API, SPI)
            .whereLayer("cdi")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("http")
            .mayOnlyBeAccessedByLayers("cdi")
            .whereLayer("config")
            .mayOnlyBeAccessedByLayers("cdi", "http", "engine")
            .whereLayer("encoding")
            .mayOnlyBeAccessedByLayers("cdi", "http")
            .whereLayer("engine")
            .mayOnlyBeAccessedByLayers("cdi", "http")
            .whereLayer("delivery")
            .mayOnlyBeAccessedByLayers("http", "engine")
            .whereLayer("log")
            .mayOnlyBeAccessedByLayers("http", "engine", "delivery", "config", "encoding");

    @ArchTest
    static final ArchRule theEngineKnowsNoContainer = noClasses()
            .that()
            .resideInAPackage(internal("engine.."))
            .should()
            .dependOnClassesThat(resideInAPackage("jakarta..").and(not(resideInAPackage("jakarta.json.."))));

    @ArchTest
    static final ArchRule onlyHttpHasSeenARequest = noClasses()
            .that()
            .resideOutsideOfPackages(API, SPI, internal("http"), internal("encoding"), internal("cdi"))
            .should()
            .dependOnClassesThat(resideInAnyPackage("jakarta.ws.rs..", "jakarta.servlet.."));

    /** CDI passes the JAX-RS runtime on, and injects what the API promises: types that this names, and no others. */
    @ArchTest
    static final ArchRule glueOnlyPassesRequestsOn = noClasses()
            .that()
            .resideInAPackage(internal("cdi"))
            .should()
            .dependOnClassesThat(resideInAnyPackage("jakarta.ws.rs..", "jakarta.servlet..")
                    .and(not(nameMatching("jakarta\\.ws\\.rs\\.(core\\.FeatureContext|ext\\.Providers"
                            + "|sse\\.(SseBroadcaster|SseEventSink|OutboundSseEvent))"))));

    @ArchTest
    static final ArchRule typesOfAPackageFormNoKnots =
            classes().should(new FormNoKnotOfMoreThan(3)).as("types of a package form no knot of more than 3");

    @ArchTest
    static final ArchRule packagesHaveNoCircles =
            slices().matching("dev.rivulet.server.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theApiMentionsNothingInternal = noClasses()
            .that()
            .resideInAnyPackage(API, SPI)
            .should()
            .dependOnClassesThat(resideInAPackage("..internal.."));

    /** A record's components are its constructor, which can never have one more. */
    @ArchTest
    static final ArchRule valuesOfTheApiCanGrow =
            noClasses().that().resideInAnyPackage(API, SPI).should().beRecords();

    /** What beans call that know nothing of HTTP; answers are made at the edge. */
    @ArchTest
    static final ArchRule noExceptionOfJaxRsLeavesTheApi = noClasses()
            .that()
            .haveNameMatching(
                    ".*\\.http\\.(NodeChannels?|NodeBroadcaster|NodeSubscriptions|NodeReport|Sinks|RegisteredSink)")
            .or()
            .resideInAnyPackage(internal("cdi"), internal("encoding"), internal("engine.."))
            .should()
            .dependOnClassesThat(nameMatching(".*\\.http\\.(Problem|AdmittedChannels)")
                    .or(nameMatching("jakarta\\.ws\\.rs\\.[A-Za-z]+Exception")));

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
    static final ArchRule onlyHttpTouchesTheServletOutput = noClasses()
            .that()
            .resideOutsideOfPackage(internal("http"))
            .should()
            .dependOnClassesThat()
            .haveNameMatching("jakarta\\.servlet\\.(ServletOutputStream|ServletResponse|WriteListener|AsyncContext"
                    + "|AsyncListener|http\\.HttpServletResponse)");

    @ArchTest
    static final ArchRule onlyHttpSendsToSinks = noClasses()
            .that()
            .resideOutsideOfPackage(internal("http"))
            .should()
            .callMethod("jakarta.ws.rs.sse.SseEventSink", "send", "jakarta.ws.rs.sse.OutboundSseEvent")
            .orShould()
            .callMethod("jakarta.ws.rs.sse.SseEventSink", "close");

    private static String internal(String room) {
        return API + ".internal." + room;
    }
}

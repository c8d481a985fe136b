/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.stream.Stream;

/** What applications see of the client, and what it needs. */
@AnalyzeClasses(packagesOf = EventSource.class, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String API = "dev.rivulet.client";
    private static final String INTERNAL = API + ".internal";

    @ArchTest
    static final ArchRule theApiMentionsNothingInternal =
            classes().that().resideInAPackage(API).and().arePublic().should(mentionNothingInternal());

    @ArchTest
    static final ArchRule publicValuesCanGrow = noClasses()
            .that()
            .resideInAPackage(API)
            .and()
            .arePublic()
            .should()
            .beRecords()
            .because("a record can never have another component");

    @ArchTest
    static final ArchRule needsTheJdkAndJaxRsWhereThereIsAny = classes()
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "java..", "jakarta.ws.rs..", "jakarta.json.bind..", "org.jspecify..", API + ".."));

    @ArchTest
    static final ArchRule statesMoveByTransitionsAlone = noClasses()
            .that()
            .implement(INTERNAL + ".ConnectionState")
            .should()
            .dependOnClassesThat()
            .haveNameMatching(INTERNAL.replace(".", "\\.") + "\\.(Waiting|Closed)")
            .because("retryNow, retryLater and giveUp lead there");

    private static ArchCondition<JavaClass> mentionNothingInternal() {
        return new ArchCondition<>("mention nothing internal") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                Stream<JavaType> above = Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream());
                check(type, type.getName(), above, events);
                type.getMembers().stream()
                        .filter(ArchitectureTest::isSeen)
                        .forEach(member -> check(type, member.getFullName(), mentioned(member), events));
            }

            private void check(JavaClass type, String where, Stream<JavaType> mentioned, ConditionEvents events) {
                mentioned
                        .flatMap(one -> one.getAllInvolvedRawTypes().stream())
                        .filter(one -> one.getPackageName().startsWith(INTERNAL))
                        .forEach(one ->
                                events.add(SimpleConditionEvent.violated(type, where + " mentions " + one.getName())));
            }
        };
    }

    private static boolean isSeen(JavaMember member) {
        return member.getModifiers().contains(JavaModifier.PUBLIC)
                || member.getModifiers().contains(JavaModifier.PROTECTED);
    }

    private static Stream<JavaType> mentioned(JavaMember member) {
        if (member instanceof JavaCodeUnit unit) {
            return Stream.of(
                            Stream.of(unit.getReturnType()),
                            unit.getParameterTypes().stream(),
                            unit.getExceptionTypes().stream())
                    .flatMap(types -> types);
        }
        return Stream.of(((JavaField) member).getType());
    }
}

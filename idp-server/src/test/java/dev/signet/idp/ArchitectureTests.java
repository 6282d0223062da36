package dev.signet.idp;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Date;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;

/** What the compiler and the module contracts do not see. */
class ArchitectureTests {

    private static final JavaClasses SIGNET = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackagesOf(IdpServerApplication.class);

    private static final JavaClasses TESTS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
            .importPackagesOf(IdpServerApplication.class);

    @Test
    void onlyTheDatabaseModuleStartsProcesses() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("..database..")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ProcessBuilder.class)
                .orShould()
                .callMethodWhere(target(owner(assignableTo(Runtime.class))).and(target(name("exec")))));
    }

    @Test
    void statementsAreInRepositories() {
        check(noClasses()
                .that()
                .haveSimpleNameNotEndingWith("Repository")
                .and()
                .resideOutsideOfPackage("..database..")
                .should()
                .callMethodWhere(target(owner(assignableTo(JdbcClient.class))).and(target(name("sql"))))
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(JdbcOperations.class)
                .because("each statement is a method of its own, with a name and a test"));
    }

    @Test
    void theTimeComesFromTheClock() {
        check(noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDate.class, "now")
                .orShould()
                .callMethod(LocalDateTime.class, "now")
                .orShould()
                .callMethod(OffsetDateTime.class, "now")
                .orShould()
                .callMethod(ZonedDateTime.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callConstructor(Date.class));
    }

    @Test
    void controllersAreNamedSoAndClosedToOtherModules() {
        check(classes()
                .that()
                .areMetaAnnotatedWith(Controller.class)
                .and()
                .areNotAnnotations()
                .should()
                .haveSimpleNameEndingWith("Controller")
                .andShould()
                .bePackagePrivate());
    }

    @Test
    void beansGetWhatTheyNeedThroughTheirConstructor() {
        check(noFields().should().beAnnotatedWith(Autowired.class).orShould().beAnnotatedWith(Value.class));
    }

    @Test
    void nothingIsWrittenInJavasOwnSerialization() {
        check(noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ObjectInputStream.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(ObjectOutputStream.class)
                .because("reading it back would run whatever someone put there"));
    }

    @Test
    void onlyStartAndCommandTalkToTheTerminal() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages("..start..", "..command..")
                .and()
                .doNotHaveSimpleName("ApplyClientsAtStart") // shows a new client secret, once
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .because("everyone else logs"));
    }

    @Test
    void nobodySleepsNotEvenTests() {
        var rule = noClasses()
                .should()
                .callMethodWhere(target(owner(assignableTo(Thread.class))).and(target(name("sleep"))))
                .because("a test waits for what it expects, and production code for an event");
        rule.check(SIGNET);
        rule.check(TESTS);
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(SIGNET);
    }
}

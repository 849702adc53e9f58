package dev.servicelab.labs.house;

import static com.tngtech.archunit.lang.conditions.ArchConditions.accessField;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The borders between the rooms, and habits that every room keeps. Each rule first shows that it
 * looked at something: a rule over no classes would always pass.
 */
class HouseRulesTest {
  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.servicelab");

  @ParameterizedTest(name = "{0} has at least {1} classes to check")
  @CsvSource({"state, 15", "proxy, 40", "dns, 40", "labs, 40"})
  void everyRoomIsSeen(String room, int least) {
    assertThat(
            ALL.stream()
                .filter(type -> (type.getPackageName() + ".").startsWith("dev.servicelab." + room)))
        .hasSizeGreaterThanOrEqualTo(least);
  }

  @Test
  void everyPackageIsNullMarked() {
    var packages =
        ALL.stream().map(JavaClass::getPackage).collect(Collectors.toUnmodifiableSet()).stream();
    assertThat(packages.filter(p -> !p.isAnnotatedWith(NullMarked.class)).map(JavaPackage::getName))
        .isEmpty();
  }

  @Test
  void nobodySleeps() {
    noClasses()
        .should()
        .callMethod(Thread.class, "sleep", long.class)
        .orShould()
        .callMethod(Thread.class, "sleep", java.time.Duration.class)
        .orShould()
        .callMethod(TimeUnit.class, "sleep", long.class)
        .because("a wait names its condition and its limit")
        .check(ALL);
  }

  @Test
  void onlyTheLabsKnowAKubernetesClient() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "dev.servicelab.state..", "dev.servicelab.proxy..", "dev.servicelab.dns..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.fabric8..")
        .check(ALL);
    assertThat(dependants("io.fabric8", "dev.servicelab.labs")).isNotEmpty();
  }

  @Test
  void theTwoImplementationsDoNotKnowEachOther() {
    noClasses()
        .that()
        .resideInAPackage("dev.servicelab.proxy..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.servicelab.dns..")
        .check(ALL);
    noClasses()
        .that()
        .resideInAPackage("dev.servicelab.dns..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.servicelab.proxy..")
        .check(ALL);
  }

  @Test
  void aPlanKnowsNoRulesAndRulesKnowNoTools() {
    noClasses()
        .that()
        .resideInAPackage("dev.servicelab.proxy.plan..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.servicelab.proxy.rules..",
            "dev.servicelab.proxy.diff..",
            "dev.servicelab.proxy.apply..")
        .check(ALL);
    noClasses()
        .that()
        .resideInAPackage("dev.servicelab.proxy.rules..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.servicelab.proxy.apply..", "dev.servicelab.proxy.config..")
        .check(ALL);
    assertThat(dependants("dev.servicelab.proxy.plan", "dev.servicelab.proxy.rules")).isNotEmpty();
  }

  @Test
  void recordsKnowNoPluginsAndPluginsNoServer() {
    noClasses()
        .that()
        .resideInAPackage("dev.servicelab.dns.records..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.servicelab.dns.plugins..", "dev.servicelab.dns.server..")
        .check(ALL);
    noClasses()
        .that()
        .resideInAPackage("dev.servicelab.dns.plugins..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.servicelab.dns.server..")
        .check(ALL);
    assertThat(dependants("dev.servicelab.dns.records", "dev.servicelab.dns.plugins")).isNotEmpty();
  }

  @Test
  void theDemoApplicationNeedsNothingButTheJdk() {
    classes()
        .that()
        .resideInAPackage("dev.servicelab.labs.demo..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.servicelab.labs.demo..", "java..", "com.sun.net.httpserver..", "org.jspecify..")
        .check(ALL);
  }

  @Test
  void packagesFormNoCycles() {
    for (String room : new String[] {"state", "proxy", "dns", "labs"}) {
      slices().matching("dev.servicelab." + room + ".(**)").should().beFreeOfCycles().check(ALL);
    }
  }

  @Test
  void exceptionsSayWhatTheyAre() {
    NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS.check(ALL);
  }

  @Test
  void onlyFrontDoorsWriteToTheStandardStreams() {
    var out = accessField(System.class, "out");
    var err = accessField(System.class, "err");
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "dev.servicelab.labs.cli..",
            "dev.servicelab.labs.report..",
            "dev.servicelab.labs.demo..")
        .and()
        .haveSimpleNameNotEndingWith("Main")
        .and()
        .haveSimpleNameNotEndingWith("Command")
        .and()
        .doNotHaveSimpleName("Progress")
        .should(out)
        .orShould(err)
        .because("results go to standard output and the rest through the log or a Progress")
        .check(ALL);
  }

  private static Stream<JavaClass> dependants(String used, String user) {
    return ALL.stream()
        .filter(type -> type.getPackageName().startsWith(user))
        .filter(
            type ->
                type.getDirectDependenciesFromSelf().stream()
                    .anyMatch(d -> d.getTargetClass().getPackageName().startsWith(used)));
  }
}

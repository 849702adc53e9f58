package dev.servicelab.labs.probe;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The probe goes into a container class by class, so that none may be missing. */
class ProbeMainTest {
  private static final JavaClasses PROBE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.servicelab.labs.probe");

  @Test
  void everyClassIsListed() {
    List<String> listed = new ArrayList<>(ProbeMain.classes());
    IpvsProbeMain.classes().forEach(type -> listed.add(type.getName()));

    assertThat(ProbeMain.classes()).startsWith(ProbeMain.class.getName());
    assertThat(IpvsProbeMain.classes()).startsWith(IpvsProbeMain.class);
    assertThat(listed)
        .containsAll(
            PROBE.stream()
                .filter(type -> !type.getSimpleName().equals("package-info"))
                // Brings the others there, and stays here.
                .filter(type -> !type.isEquivalentTo(ClassFile.class))
                .map(JavaClass::getName)
                .filter(name -> !name.endsWith("Test"))
                .toList());
  }

  @Test
  void itNeedsNothingButTheJdk() {
    classes()
        .that()
        .haveSimpleNameNotEndingWith("Test")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("dev.servicelab.labs.probe..", "java..", "org.jspecify..")
        .check(PROBE);
  }

  @Test
  void questionsAreRead() {
    assertThat(Question.parse("chain ip nat KUBE-A 100"))
        .isEqualTo(new Question.Chain(NetfilterTables.Family.IP, "nat", "KUBE-A", 100));
    assertThat(Question.parse("until ip6 nat KUBE-A 7 100"))
        .isEqualTo(new Question.Until(NetfilterTables.Family.IP6, "nat", "KUBE-A", 7, 100));
    assertThatIllegalArgumentException().isThrownBy(() -> Question.parse("anything else"));
  }
}

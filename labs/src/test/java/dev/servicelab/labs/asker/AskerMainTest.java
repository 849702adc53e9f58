package dev.servicelab.labs.asker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The asker goes into a container class by class, so that none may be missing. */
class AskerMainTest {
  private static final JavaClasses ASKER =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.servicelab.labs.asker");

  @Test
  void everyClassIsListedAndNeedsNothingButTheJdk() {
    assertThat(AskerMain.classes()).startsWith(AskerMain.class.getName()).hasSizeGreaterThan(6);
    for (JavaClass type : ASKER) {
      if (type.getSimpleName().equals("package-info") || type.getSimpleName().endsWith("Test")) {
        continue;
      }
      assertThat(AskerMain.classes()).contains(type.getName());
      assertThat(type.getDirectDependenciesFromSelf())
          .extracting(d -> d.getTargetClass().getBaseComponentType())
          .filteredOn(needed -> !needed.isPrimitive() && !needed.getName().startsWith("java."))
          .extracting(JavaClass::getName)
          .isSubsetOf(withAnnotations());
    }
  }

  @Test
  void aQueryIsAskedAndItsResponseTold() throws Exception {
    try (DatagramSocket server = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      CompletableFuture<Void> served = CompletableFuture.runAsync(() -> answerOnce(server));
      Errand errand = Errand.parse("udp 127.0.0.1 %d 20000 0aff".formatted(server.getLocalPort()));
      assertThat(errand.run()).isEqualTo("0aff");
      served.join();
    }
    assertThatIllegalArgumentException().isThrownBy(() -> Errand.parse("anything else"));
  }

  private static Iterable<String> withAnnotations() {
    return Stream.concat(
            AskerMain.classes().stream(), Stream.of("org.jspecify.annotations.Nullable"))
        .toList();
  }

  private static void answerOnce(DatagramSocket server) {
    try {
      DatagramPacket packet = new DatagramPacket(new byte[100], 100);
      server.receive(packet);
      server.send(packet);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

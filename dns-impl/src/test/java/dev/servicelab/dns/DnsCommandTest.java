package dev.servicelab.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the command says about input that it cannot use: one line, and exit code 2. */
class DnsCommandTest {

  @TempDir private Path folder;
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    return new CommandLine(new DnsCommand()).setErr(new PrintWriter(err, true)).execute(arguments);
  }

  @Test
  void aWrongCorefileIsNamedWithItsLine() throws IOException {
    Path corefile = Files.writeString(folder.resolve("Corefile"), ".:53 {\n  kubrenetes\n}\n");

    int exitCode = run("-conf", corefile.toString(), "--manifests", folder.toString());

    assertThat(exitCode).isEqualTo(2);
    assertThat(err)
        .hasToString(
            "dns: " + corefile + ":2: unknown plugin 'kubrenetes', did you mean 'kubernetes'?\n");
  }

  @Test
  void aMissingCorefileIsNamed() {
    assertThat(run("--corefile", folder.resolve("none").toString())).isEqualTo(2);
    assertThat(err).hasToString("dns: " + folder.resolve("none") + ":1: cannot be read\n");
  }

  @Test
  void aWrongManifestIsNamed() throws IOException {
    Path manifest = Files.writeString(folder.resolve("web.yaml"), "kind: Service\n");

    int exitCode = run("--manifests", folder.toString(), "--listen", "127.0.0.1:0");

    assertThat(exitCode).isEqualTo(2);
    assertThat(err.toString().lines()).singleElement().asString().startsWith("dns: " + manifest);
  }

  @Test
  void twoClustersAreOneTooMany() {
    assertThat(run("--manifests", "a", "--kubeconfig", "b")).isEqualTo(2);
    assertThat(err).hasToString("dns: --manifests and --kubeconfig exclude each other\n");
  }

  @Test
  void anAddressWithoutAPortIsNone() {
    assertThat(run("--listen", "127.0.0.1")).isEqualTo(2);
    assertThat(err.toString()).contains("--listen", "expected ADDRESS:PORT");
  }
}

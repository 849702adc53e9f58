package dev.servicelab.dns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.dns.chain.ClusterAccess;
import dev.servicelab.dns.chain.ClusterAccess.Endpoint;
import dev.servicelab.dns.chain.ClusterAccess.Kubeconfig;
import dev.servicelab.dns.chain.ClusterAccess.Limits;
import dev.servicelab.dns.chain.ClusterAccess.TlsFiles;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the plugin kubernetes wants the API server to be reached. */
class ClusterAccessTest {

  @TempDir private Path folder;

  private static ClusterAccess access(String options) {
    TestProcess process = new TestProcess(Optional.of(TestCluster.snapshot()));
    ChainUnderTest.of(". {\n kubernetes cluster.local {\n" + options + "\n}\n}", process);
    assertThat(process.accesses()).hasSize(1);
    return process.accesses().getFirst();
  }

  @Test
  void nothingSaidIsTheClusterAroundTheServer() {
    assertThat(access("pods insecure")).isEqualTo(ClusterAccess.USUAL);
  }

  @Test
  void anEndpointMayHaveCertificates() throws IOException {
    Path file = Files.writeString(folder.resolve("x.pem"), "");
    URI url = URI.create("https://192.0.2.1:6443");

    assertThat(access("endpoint " + url).place()).contains(new Endpoint(url, Optional.empty()));
    assertThat(access("endpoint " + url + "\ntls " + file + " " + file + " " + file).place())
        .contains(new Endpoint(url, Optional.of(new TlsFiles(file, file, file))));
  }

  @Test
  void aKubeconfigGoesBeforeAnEndpoint() throws IOException {
    Path file = Files.writeString(folder.resolve("config"), "");

    assertThat(access("kubeconfig " + file + " blue\nendpoint http://192.0.2.1").place())
        .contains(new Kubeconfig(file, "blue"));
    assertThat(access("kubeconfig " + file).place()).contains(new Kubeconfig(file, ""));
  }

  @Test
  void requestsMayBeLimited() {
    assertThat(access("apiserver_qps 2.5\napiserver_burst 7\napiserver_max_inflight 3").limits())
        .isEqualTo(new Limits(2.5, 7));
  }
}

package dev.servicelab.labs.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What labs rely on in a node image: k3s's contract, the same for rancher/k3s and for the image
 * built here. This class looks at nodes that run.
 */
@ExtendWith(ContractCluster.Shared.class)
class NodeImageContractIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String AGENT = "/var/lib/rancher/k3s/agent/";

  private final ContractCluster cluster;

  NodeImageContractIT(ContractCluster cluster) {
    this.cluster = cluster;
  }

  @Test
  void anonymousRequestsAreRefusedExceptWhatJoiningNeeds() {
    Anonymous anyone = new Anonymous(cluster.client().getConfiguration().getCaCertData());
    assertThat(anyone.get(cluster.api() + "/readyz")).startsWith("401");
    assertThat(anyone.get(cluster.api() + "/version")).startsWith("401");
    assertThat(anyone.get(cluster.api() + "/cacerts")).startsWith("200 -----BEGIN CERTIFICATE");
    assertThat(anyone.get(cluster.api() + "/ping")).startsWith("200 pong");
    assertThat(anyone.get("https://" + cluster.address("node1") + ":10250/pods")).startsWith("401");
    assertThat(anyone.get("https://" + cluster.address("node2") + ":10250/pods")).startsWith("401");
  }

  @Test
  void podsAskTheNameServersOfResolvConfOrElseGoogles() {
    cluster.runPod("resolver", "node2", "Default");
    assertThat(cluster.inPod("resolver", "cat", "/etc/resolv.conf"))
        .contains("nameserver 192.0.2.54")
        .doesNotContain("127.0.0.11");
    assertThat(cluster.plain().shell("cat " + AGENT + "etc/resolv.conf"))
        .as("Docker's resolver is on a loopback address, so k3s replaces it")
        .contains("nameserver 8.8.8.8")
        .doesNotContain("127.0.0.11");
  }

  @Test
  void theClusterHasNoPodsOrServicesOfItsOwn() {
    assertThat(cluster.client().pods().inNamespace("kube-system").list().getItems()).isEmpty();
    assertThat(cluster.client().apps().daemonSets().inAnyNamespace().list().getItems()).isEmpty();
    assertThat(cluster.client().services().inNamespace("kube-system").list().getItems()).isEmpty();
    assertThat(cluster.client().configMaps().inNamespace("kube-system").list().getItems())
        .extracting(map -> map.getMetadata().getName())
        .contains("cluster-dns")
        .doesNotContain("kube-proxy", "coredns");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        AGENT + "kubelet.kubeconfig",
        AGENT + "client-ca.crt",
        AGENT + "server-ca.crt",
        AGENT + "client-kubelet.key",
        AGENT + "serving-kubelet.key",
        AGENT + "etc/containerd/config.toml",
        AGENT + "etc/crictl.yaml",
        AGENT + "etc/cni/net.d/10-flannel.conflist",
        AGENT + "etc/flannel/net-conf.json",
        AGENT + "images",
        AGENT + "pod-manifests",
        AGENT + "containerd/containerd.log",
        "/run/k3s/containerd/containerd.sock",
        "/run/flannel/subnet.env",
        "/etc/rancher/node/password",
        "/var/lib/kubelet",
        "/bin/host-local",
        "/bin/bridge",
        "/bin/portmap"
      })
  void everyNodeHasK3sPlaces(String path) {
    assertThat(cluster.first().run("test", "-e", path)).startsWith("0 ");
    assertThat(cluster.second().run("test", "-e", path)).startsWith("0 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/etc/kubernetes",
        "/etc/cni/net.d",
        "/opt/cni/bin",
        "/run/containerd/containerd.sock"
      })
  void noNodeHasKubeadmsPlaces(String path) {
    assertThat(cluster.first().run("test", "-e", path)).startsWith("1 ");
  }

  @Test
  void toolsThatLabsMayCallAreThere() {
    String tools =
        "sh ip iptables iptables-save iptables-restore ip6tables ipset conntrack nft nsenter"
            + " ethtool socat kubectl ctr wget ps find grep awk";
    assertThat(
            cluster
                .second()
                .shell("for t in " + tools + "; do command -v $t >/dev/null || echo $t; done"))
        .as("tools that are missing")
        .isEmpty();
  }

  @Test
  void kernelStateIsThatOfANodeWithFlannelAndWithoutProxy() {
    String rules = cluster.second().shell("iptables-save");
    assertThat(rules)
        .contains("KUBE-KUBELET-CANARY", "FLANNEL-POSTRTG", "FLANNEL-FWD")
        .doesNotContain("KUBE-SERVICES", "KUBE-ROUTER");
    assertThat(cluster.second().shell("cat /proc/sys/net/ipv4/ip_forward")).isEqualTo("1\n");
    assertThat(cluster.second().shell("ip route"))
        .as("one route to the pods of each other node")
        .containsPattern("10\\.244\\.\\d+\\.0/24 via " + cluster.address("node1"))
        .containsPattern("10\\.244\\.\\d+\\.0/24 via " + cluster.address("node3"));
  }

  @Test
  void imagesAreImportedBeforeKubeletStarts() {
    String log = cluster.second().log();
    assertThat(log).contains("Imported images from " + AGENT + "images/servicelab.tar");
    assertThat(log.indexOf("Imported images from")).isLessThan(log.indexOf("Running kubelet"));
    assertThat(cluster.second().shell("ctr images ls -q"))
        .contains("docker.io/servicelab/tools:", "docker.io/rancher/mirrored-pause:3.6");
    assertThat(cluster.plain().shell("ctr images ls -q").lines())
        .as("without an archive a node has at most the pause image")
        .allMatch(name -> name.contains("mirrored-pause") || name.startsWith("sha256:"));
    cluster.runPod("sandboxed", "node1", "ClusterFirst");
    assertThat(cluster.first().shell("ctr containers ls")).contains("mirrored-pause:3.6");
  }

  @Test
  void theApiIsReachedWithoutAServiceOnEveryNode() {
    assertThat(cluster.first().shell("kubectl --server=https://127.0.0.1:6444 get --raw /readyz"))
        .isEqualTo("ok");
    assertThat(
            cluster.asKubelet(
                "--server=https://127.0.0.1:6444", "get", "node", "node2", "-o", "name"))
        .isEqualTo("node/node2\n");
    assertThat(
            cluster
                .first()
                .run("kubectl", "get", "--raw", "/api/v1/namespaces/default/endpoints/kubernetes"))
        .contains("\"ip\":\"" + cluster.address("node1") + "\"", "\"port\":6443");
    assertThat(
            new Anonymous(cluster.client().getConfiguration().getCaCertData())
                .subjectNames(cluster.api() + "/ping"))
        .contains(
            "k3s-server", "127.0.0.1", "localhost", "node1", cluster.address("node1"), "10.96.0.1")
        .contains("kubernetes.default.svc.cluster.local")
        .doesNotContain("node2");
  }

  @Test
  void nodesAreWhatTheLabsWaitFor() {
    assertThat(cluster.client().nodes().withName("node1").require().getSpec().getTaints())
        .isEmpty();
    assertThat(cluster.client().getKubernetesVersion().getGitVersion()).startsWith("v1.34.4");
    assertThat(cluster.first().log()).contains("Node controller sync successful");
    assertThat(cluster.second().log())
        .contains("Node controller sync successful", "Successfully registered node");
    await()
        .atMost(SOON)
        .until(() -> cluster.client().serviceAccounts().withName("default").get() != null);
  }
}

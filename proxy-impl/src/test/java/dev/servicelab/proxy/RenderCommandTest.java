package dev.servicelab.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class RenderCommandTest {
  private static final Path WEB = Fixtures.RESOURCES.resolve("manifests/web");
  private static final Path DUAL_STACK = Fixtures.RESOURCES.resolve("manifests/dual-stack");
  private static final String CONFIGURATION =
      """
      apiVersion: kubeproxy.config.k8s.io/v1alpha1
      kind: KubeProxyConfiguration
      """;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder;

  @Test
  void printsTheGoldenRules() throws IOException {
    assertThat(render(WEB, "--mode", "iptables", "--cluster-cidr", "10.244.0.0/16")).isZero();
    assertThat(out)
        .hasToString(Files.readString(Fixtures.RESOURCES.resolve("golden/web.iptables")));
  }

  @Test
  void oneFileWillDo() {
    assertThat(render(WEB.resolve("web.yaml"))).isZero();
    assertThat(out.toString()).contains("shop/web").doesNotContain("kube-dns");
  }

  @Test
  void theProxysConfigurationMayBeAmongTheManifests() {
    assertThat(render(Fixtures.RESOURCES.resolve("articles/nginx"))).isZero();
    assertThat(out.toString())
        .contains("-A KUBE-SERVICES ! -s 172.16.0.0/16 -d 172.19.0.166/32 -p tcp")
        .doesNotContain("--random-fully");
  }

  @Test
  void flagsBeatTheConfiguration() {
    Path article = Fixtures.RESOURCES.resolve("articles/nginx");

    assertThat(render(article, "--layout=current", "--cluster-cidr=10.0.0.0/8")).isZero();
    assertThat(out.toString())
        .contains("-A KUBE-SVC-2CMXP7HKUVJN7L6M ! -s 10.0.0.0/8 -d 172.19.0.166/32 -p tcp")
        .contains("--random-fully");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "detectLocalMode: NodeCIDR           | ! -s fd00:10:244:1::/64 -d fd00:10:96::1/128 -p tcp",
        "masqueradeAll in iptables           | -A KUBE-SVC-CDGGSHYLG3RE2FKL -d fd00:10:96::1/128"
            + " -p",
        "masqueradeBit in iptables           | -j MARK --set-xmark 0x8000/0x8000",
        "localhostNodePorts in iptables      | -A KUBE-SERVICES ! -d 127.0.0.0/8 -m comment",
        "nodePortAddresses: [172.18.0.0/16]  | -A KUBE-SERVICES -d 172.18.0.2/32 -m comment",
        "nodePortAddresses: [primary]        | -A KUBE-SERVICES -d fd00:18::2/128 -m comment",
      })
  void fieldsOfTheConfigurationCount(String field, String text) throws IOException {
    String line =
        switch (field) {
          case "masqueradeAll in iptables" -> "iptables: {masqueradeAll: true}";
          case "masqueradeBit in iptables" -> "iptables: {masqueradeBit: 15}";
          case "localhostNodePorts in iptables" -> "iptables: {localhostNodePorts: false}";
          default -> field;
        };
    Files.copy(DUAL_STACK.resolve("dual-stack.yaml"), folder.resolve("services.yaml"));
    Files.writeString(folder.resolve("config.yaml"), CONFIGURATION + line + "\n");

    assertThat(render(folder)).isZero();
    assertThat(out.toString()).contains(text);
  }

  @ParameterizedTest
  @CsvSource({
    "'', true, true",
    "--family=ipv4, true, false",
    "--family=ipv6, false, true",
  })
  void families(String option, boolean ipv4, boolean ipv6) {
    assertThat(render(DUAL_STACK, option.isEmpty() ? new String[0] : new String[] {option}))
        .isZero();
    assertThat(out.toString().contains("-d 10.96.10.1/32")).isEqualTo(ipv4);
    assertThat(out.toString().contains("-d fd00:10:96::1/128")).isEqualTo(ipv6);
    assertThat(out.toString().contains("# ip6tables-save\n")).isEqualTo(ipv4 && ipv6);
  }

  @Test
  void whatAnEraLackedIsOneLineOfWarning() {
    Path affinity = Fixtures.RESOURCES.resolve("manifests/affinity");

    assertThat(render(affinity, "--layout=v1.23")).isZero();
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(err.toString()).contains("internalTrafficPolicy Local of default/cart-local");
  }

  @ParameterizedTest
  @CsvSource({
    "--layout=v2, '--layout: \"v2\": must be one of current, v1.23, v1.9, is \"v2\"'",
    "--family=ipx, '--family: must be ipv4 or ipv6, is \"ipx\"'",
    "--mode=nftables, '--mode: \"nftables\": is not built yet, use iptables or ipvs'",
    "--cluster-cidr=10, '--cluster-cidr: \"10\": is no address range: \"/\" and a length are"
        + " missing'",
    "--manifests=/no/such, /no/such: is neither a folder nor a file",
  })
  void badInputIsOneLineAndExitCode2(String option, String message) {
    assertThat(render(WEB, option)).isEqualTo(2);
    assertThat(err.toString()).startsWith(message);
    assertThat(err.toString().lines()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "'kind: Service', ':1: metadata.name: is missing'",
    "'kind: KubeProxyConfiguration\niptables: {masqueradeBit: 40}', ':2: iptables.masqueradeBit: '",
    "'kind: KubeProxyConfiguration\nclusterCidr: 10.0.0.0/8', ':2: clusterCidr: '",
    "'kind: KubeProxyConfiguration\n---\nkind: KubeProxyConfiguration', ':3: kind: is the second'",
  })
  void aBrokenFileIsNamedWithLineAndField(String text, String message) throws IOException {
    Path file = Files.writeString(folder.resolve("a.yaml"), text.replace("\\n", "\n") + "\n");

    assertThat(render(folder)).isEqualTo(2);
    assertThat(err.toString()).startsWith(file + message);
    assertThat(err.toString().lines()).hasSize(1);
  }

  private int render(Path manifests, String... options) {
    List<String> arguments = new ArrayList<>(List.of("--node=node1"));
    if (List.of(options).stream().noneMatch(option -> option.startsWith("--manifests"))) {
      arguments.add("--manifests=" + manifests);
    }
    arguments.addAll(List.of(options));
    return OneLineErrors.on(new CommandLine(new RenderCommand()))
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments.toArray(String[]::new));
  }
}

package dev.servicelab.proxy.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dev.servicelab.proxy.Fixtures;
import dev.servicelab.proxy.apply.SyncListener.Kind;
import dev.servicelab.proxy.apply.Synced;
import dev.servicelab.proxy.conntrack.Cleaned;
import dev.servicelab.proxy.http.HttpEndpoint;
import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.proxy.rules.iptables.IptablesPrinter;
import dev.servicelab.proxy.rules.ipvs.IpvsRules;
import dev.servicelab.proxy.rules.ipvs.IpvsText;
import dev.servicelab.proxy.rules.ipvs.render.IpvsOptions;
import dev.servicelab.proxy.rules.ipvs.render.IpvsRenderer;
import dev.servicelab.proxy.rules.ipvs.render.OwnAddresses;
import dev.servicelab.state.ClusterSnapshot;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LearnersPagesTest {
  private final InForce inForce = new InForce();
  private final ClusterSnapshot cluster = Fixtures.cluster("web");
  private final HttpEndpoint endpoint = open();

  @BeforeEach
  void aSyncedProxy() {
    LearnersPages.addTo(endpoint, inForce, () -> List.of("172.18.0.2"));
    endpoint.start();
    Synced synced =
        new Synced(
            cluster, Fixtures.plan(cluster), Fixtures.rules(cluster), Map.of(), Cleaned.UNTOUCHED);
    inForce.of(IpFamily.IPV4).succeeded(Kind.FULL, Duration.ZERO, synced);
  }

  @AfterEach
  void stop() {
    endpoint.close();
  }

  @Test
  void rulesWithoutTheirRemarksAreWhatIptablesSavePrints() throws Exception {
    String page = get("/rules").body();

    assertThat(page)
        .contains(
            "--dport 30080 -j KUBE-EXT-67NZLRHBNDSAWJRO  # Service shop/web"
                + " spec.ports[http].nodePort\n");
    assertThat(page.replaceAll("  # .*", "").replaceFirst("# IPv4, revision 1\n", ""))
        .isEqualTo(new IptablesPrinter(IpFamily.IPV4).print(Fixtures.rules(cluster)));
  }

  @Test
  void theRulesOfOneService() throws Exception {
    String page = get("/rules?service=shop/web").body();

    assertThat(page)
        .contains(":KUBE-SEP-XTJTEC7KOHLCQM25", "-A KUBE-NODEPORTS", "-A KUBE-SVC-67NZLRHBNDSAWJRO")
        .doesNotContain("shop/empty", "KUBE-MARK-MASQ -", "KUBE-POSTROUTING");
    assertThat(get("/rules?service=shop/empty").body())
        .contains("shop/empty has no endpoints", "-j REJECT")
        .doesNotContain("shop/web");
  }

  @Test
  void stateIsJsonInKubernetesWords() throws Exception {
    String page = get("/state").body();

    assertThat(page)
        .contains(
            "\"name\" : \"shop/web:http\"",
            "\"kind\" : \"NodePort\"",
            "\"does\" : \"Balance\"",
            "\"masquerade\" : \"all but from 10.244.0.0/16\"",
            "\"does\" : \"Reject\"");
    try (JsonParser parser = new JsonFactory().createParser(page)) {
      parser.nextToken();
      parser.skipChildren();
      assertThat(parser.nextToken()).isNull();
    }
  }

  @Test
  void aPacketIsExplained() throws Exception {
    String page = get("/explain?from=10.244.1.9&to=10.96.0.20:80").body();

    assertThat(page)
        .startsWith("TCP from 10.244.1.9 to 10.96.0.20:80")
        .contains("(because of Service shop/web, spec.clusterIP)", "to 10.244.1.2:8080");
    assertThat(get("/explain?from=node&to=10.96.0.20:80").body()).contains("the node's address");
  }

  @Test
  void inIpvsModeAllFourTextsAreShown() throws Exception {
    inIpvsMode();

    String page = get("/rules").body();
    assertThat(page.replaceAll("  # .*", "").replaceFirst("# IPv4, revision 1\n", ""))
        .isEqualTo(IpvsText.of(ipvs()));
    assertThat(get("/rules?service=shop/web").body())
        .contains(
            "add KUBE-LOOP-BACK 10.244.1.2,tcp:8080,10.244.1.2\n",
            "add KUBE-CLUSTER-IP 10.96.0.20,tcp:80\n",
            "add KUBE-NODE-PORT-TCP 30080\n",
            "add KUBE-IPVS-IPS 10.96.0.20\n",
            "address add 10.96.0.20/32 dev kube-ipvs0\n",
            "-A -t 10.96.0.20:80 -s rr\n-a -t 10.96.0.20:80 -r 10.244.1.2:8080 -m -w 1\n",
            "-A -t 172.18.0.2:30080 -s rr\n")
        .doesNotContain("10.96.0.21", "10.96.0.10", "10.244.1.5", "30081");
  }

  @Test
  void inIpvsModeAPacketMeetsAVirtualServer() throws Exception {
    inIpvsMode();

    assertThat(get("/explain?from=10.244.1.9&to=10.96.0.20:80").body())
        .contains("ipvs: -A -t 10.96.0.20:80 -s rr", "goes to 10.244.1.2:8080 from here on");
    assertThat(get("/explain?from=node&to=10.96.0.21:81").body())
        .contains("The only way: refused", "has no real server");
  }

  private void inIpvsMode() {
    IpvsRules rules = ipvs();
    Synced synced =
        new Synced(
            cluster,
            Fixtures.plan(cluster),
            rules.iptables(),
            Optional.of(rules),
            Map.of(),
            Cleaned.UNTOUCHED);
    inForce.of(IpFamily.IPV4).succeeded(Kind.FULL, Duration.ZERO, synced);
  }

  private IpvsRules ipvs() {
    OwnAddresses own = new OwnAddresses(Set.of("172.18.0.2"), List.of("172.18.0.2"));
    return new IpvsRenderer(IpvsOptions.defaults()).render(Fixtures.plan(cluster), own);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/rules?service=shop | service=\"shop\" is not namespace/name",
        "/rules?service=shop/none | there is no Service shop/none",
        "/rules?svc=shop/web | there is no parameter svc",
        "/state?a=b | there is no parameter a",
        "/explain?to=10.96.0.20:80 | from is missing",
        "/explain?from=10.244.1.9 | to is missing",
        "/explain?from=10.244.1.9&to=web | to: \"web\" is not IP:PORT or IP:PORT/protocol,"
            + " [IP]:PORT for IPv6",
        "/explain?from=fd00::1&to=[fd00::2]:80 | no rules yet for IPv6",
      })
  void aWrongQuestionIsOneLine(String path, String line) throws Exception {
    HttpResponse<String> response = get(path);
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).isEqualTo(line + "\n");
  }

  @Test
  void theIndexListsThePages() throws Exception {
    assertThat(get("/").body()).contains("/rules ", "/state ", "/explain?", "/metrics ");
    assertThat(get("/nothing").statusCode()).isEqualTo(404);
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    String escaped = path.replace("[", "%5B").replace("]", "%5D");
    URI uri = URI.create("http://127.0.0.1:" + endpoint.address().getPort() + escaped);
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }
  }

  private static HttpEndpoint open() {
    try {
      return HttpEndpoint.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}

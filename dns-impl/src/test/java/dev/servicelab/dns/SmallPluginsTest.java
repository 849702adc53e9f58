package dev.servicelab.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.servicelab.dns.chain.Chain;
import dev.servicelab.dns.chain.Client.Transport;
import dev.servicelab.dns.chain.Outcome;
import dev.servicelab.dns.chain.Plugin;
import dev.servicelab.dns.chain.Query;
import dev.servicelab.dns.corefile.CorefileException;
import dev.servicelab.dns.corefile.Directive;
import dev.servicelab.dns.corefile.Position;
import dev.servicelab.dns.plugins.NotBuilt;
import dev.servicelab.dns.plugins.PluginCatalog;
import dev.servicelab.dns.plugins.bind.BindAddresses;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.CookieOption;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.GenericEDNSOption;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Section;

/** bufsize, edns, bind, debug, chaos and whoami: plugins of a line or two. */
class SmallPluginsTest {

  private static ChainUnderTest dns(String lines) {
    return ChainUnderTest.of(". {\n" + lines + "\n}", new TestProcess(Optional.empty()));
  }

  private static Message reply(ChainUnderTest dns, Message question) {
    return Dig.parse(dns.ask(question.toWire(), Transport.UDP).orElseThrow());
  }

  @Test
  void bufsizeLowersWhatAClientTakesAndNeverRaisesIt() {
    ChainUnderTest dns = ChainUnderTest.of(". {\n bufsize 600\n kubernetes cluster.local\n}");
    byte[] question = Dig.question("db.shop.svc.cluster.local SRV", 4096);

    assertThat(dns.ask(question, Transport.UDP).orElseThrow().length).isLessThanOrEqualTo(600);
    assertThat(dns.ask(question, Transport.TCP).orElseThrow().length).isGreaterThan(100);
  }

  @ParameterizedTest
  @CsvSource({"drop, 0", "echo, 1"})
  void ednsDropsOrRepeatsOptionsThatNobodyKnows(String way, int repeated) throws IOException {
    ChainUnderTest dns = dns("edns {\n unknown_options " + way + "\n}\nwhoami");
    Message question = new Message(Dig.question("a.test A"));
    EDNSOption cookie = new CookieOption(new byte[8]);
    EDNSOption unknown = new GenericEDNSOption(65001, new byte[] {1});
    question.addRecord(new OPTRecord(1232, 0, 0, 0, cookie, unknown), Section.ADDITIONAL);

    assertThat(reply(dns, question).getOPT().getOptions()).hasSize(repeated);
  }

  @Test
  void optionsAreDroppedUnlessTheCorefileSaysOtherwise() throws IOException {
    Message question = new Message(Dig.question("a.test A"));
    question.addRecord(
        new OPTRecord(1232, 0, 0, 0, new CookieOption(new byte[8])), Section.ADDITIONAL);

    assertThat(reply(dns("whoami"), question).getOPT().getOptions()).isEmpty();
  }

  @Test
  void whoamiShowsTheClient() {
    assertThat(dns("whoami").dig("a.test TXT"))
        .isEqualTo(
            """
            NOERROR aa
            additional: a.test. 0 A 127.0.0.1
            additional: _tcp.a.test. 0 SRV 0 0 40000 .\
            """);
    assertThat(dns("whoami").dig(". A")).contains("additional: _tcp. 0 SRV 0 0 40000 .");
  }

  @Test
  void chaosTellsAboutTheServerInItsClassOnly() {
    ChainUnderTest dns = dns("chaos lab-1 Ada Grace Ada\nwhoami");

    assertThat(dns.dig("Version.BIND TXT CH")).isEqualTo("NOERROR\nVersion.BIND. 0 TXT \"lab-1\"");
    assertThat(dns.dig("version.server TXT CH")).contains("TXT \"lab-1\"");
    assertThat(dns.dig("authors.bind TXT CH").lines())
        .contains("authors.bind. 0 TXT \"Ada\"", "authors.bind. 0 TXT \"Grace\"")
        .hasSize(3);
    assertThat(dns.dig("id.server TXT CH")).startsWith("NOERROR\nid.server. 0 TXT \"");
    assertThat(dns.dig("hostname.bind TXT CH")).contains(" TXT \"");
    assertThat(dns.dig("version.bind TXT")).as("class IN").doesNotContain("lab-1");
    assertThat(dns.dig("version.bind A CH")).as("another type").doesNotContain("lab-1");
    assertThat(dns("whoami").dig("version.bind TXT CH")).as("without chaos").isEqualTo("REFUSED");
    assertThat(dns("chaos " + "x".repeat(300)).dig("version.bind TXT CH"))
        .endsWith("\"" + "x".repeat(255) + "\"");
  }

  @Test
  void bindNamesAddressesAndInterfaces() {
    Directive lo = line("bind", List.of("lo"), List.of());
    Directive some = line("bind", List.of("127.0.0.1", "::1"), List.of());
    Directive less =
        line("bind", List.of("lo"), List.of(line("except", List.of("::1"), List.of())));

    assertThat(BindAddresses.of(List.of(line("errors", List.of(), List.of())))).isEmpty();
    assertThat(BindAddresses.of(List.of(lo))).contains(InetAddress.getLoopbackAddress());
    assertThat(BindAddresses.of(List.of(some, lo)))
        .containsOnlyOnce(InetAddress.ofLiteral("127.0.0.1"))
        .contains(InetAddress.ofLiteral("::1"));
    assertThat(BindAddresses.of(List.of(less))).doesNotContain(InetAddress.ofLiteral("::1"));
  }

  @Test
  void aMistakeCostsOneAnswerButTheServerWithDebug() {
    TestProcess process = new TestProcess(Optional.empty());
    ServerConfig config =
        ChainUnderTest.build(". {\n debug\n}\nexample.org {\n whoami\n}", process);

    assertThat(config.plugins())
        .extracting(Plugin::name)
        .as("in one block it goes for all")
        .containsExactly("debug", "debug", "whoami");
    try (LogLines lines = LogLines.of("plugin/debug")) {
      Chain chain = Chain.of(List.of(config.plugins().getFirst(), new Mistake()));
      assertThatThrownBy(() -> chain.ask(ChainUnderTest.query("a.test A")))
          .isInstanceOf(IllegalStateException.class);
      assertThat(lines.all())
          .containsExactly("no answer for a.test.: java.lang.IllegalStateException: a mistake");
    }
    assertThat(process.failures()).hasSize(1).first().asString().contains("a mistake");
  }

  @Test
  void whatIsNotBuiltSaysWhatThereIsInstead() {
    assertThatThrownBy(() -> dns("errors\nroute53 example.org.:Z1"))
        .isInstanceOf(CorefileException.class)
        .hasMessageStartingWith("Corefile:3: route53: not built here: ")
        .hasMessageContaining("'file'");
    assertThat(PluginCatalog.names()).noneMatch(name -> name.equals("route53"));
    assertThat(NotBuilt.instead("no-such-plugin")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bufsize 5000        | Corefile:2: bufsize: '5000' is not a number from 512 to 4096",
        "bufsize 600 700     | Corefile:2: bufsize: unexpected argument '700'",
        "edns {unknown_opts drop} | Corefile:3: edns: unknown option 'unknown_opts', did you mean"
            + " 'unknown_options'?",
        "edns {unknown_options ecko} | Corefile:3: unknown_options: 'ecko' is neither drop nor"
            + " echo, did you mean 'echo'?",
        "bind                | Corefile:2: bind: expected an argument, found 0",
        "bind nodevice       | Corefile:2: bind: 'nodevice' is neither an address nor an interface",
        "bind ::1 {exept ::1} | Corefile:3: bind: unknown option 'exept', did you mean 'except'?",
        "bind ::1 {except ::1} | Corefile:2: bind: no address is left to listen on",
        "debug all           | Corefile:2: debug: unexpected argument 'all'",
        "whoami x            | Corefile:2: whoami: unexpected argument 'x'",
        "chaos v {x}         | Corefile:3: chaos: unknown option 'x'",
      })
  void aWrongLineIsNamed(String lines, String problem) {
    String corefile = ". {\n" + lines.replace("{", "{\n").replace("}", "\n}") + "\n}";

    assertThatThrownBy(() -> ChainUnderTest.build(corefile, new TestProcess(Optional.empty())))
        .isInstanceOf(CorefileException.class)
        .hasMessageStartingWith(problem);
  }

  private static Directive line(String name, List<String> arguments, List<Directive> options) {
    return new Directive(name, arguments, options, new Position("Corefile", 1));
  }

  /** A plugin with a mistake in it. */
  private static final class Mistake implements Plugin {
    @Override
    public String name() {
      return "mistake";
    }

    @Override
    public Outcome handle(Query query, Chain next) {
      throw new IllegalStateException("a mistake");
    }
  }
}

package dev.servicelab.dns.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.dns.chain.Chain;
import dev.servicelab.dns.chain.Client;
import dev.servicelab.dns.chain.Client.Transport;
import dev.servicelab.dns.chain.Outcome;
import dev.servicelab.dns.chain.Plugin;
import dev.servicelab.dns.chain.Query;
import dev.servicelab.dns.chain.ReplyFlags;
import dev.servicelab.dns.chain.Sections;
import dev.servicelab.dns.chain.TcpLimits;
import dev.servicelab.dns.chain.ZoneRouter;
import dev.servicelab.dns.metrics.Metrics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/** A mistake in a plugin costs one answer, not the server. */
class QueryHandlerTest {

  private final Metrics metrics = new Metrics();
  private final QueryHandler handler =
      new QueryHandler(
          new ZoneRouter(
              Map.of(
                  Name.root,
                  new ZoneRouter.Route(
                      Name.root, Chain.of(List.of(new Clumsy())), false, "Corefile:1")),
              TcpLimits.USUAL),
          metrics);

  /** Falls over names that begin with a mistake. */
  private static final class Clumsy implements Plugin {
    @Override
    public String name() {
      return "clumsy";
    }

    @Override
    public Outcome handle(Query query, Chain next) {
      return switch (query.name().getLabelString(0)) {
        case "mistake" -> throw new IllegalStateException("a mistake");
        case "depth" -> handle(query, next).with(Sections.EMPTY);
        default -> new Outcome.NoData(Sections.EMPTY, ReplyFlags.NONE);
      };
    }
  }

  private int rcode(String name, Transport transport) throws IOException {
    Message question =
        Message.newQuery(
            Record.newRecord(Name.fromConstantString(name + ".test."), Type.A, DClass.IN));
    Client client =
        new Client(new InetSocketAddress(InetAddress.getLoopbackAddress(), 1), transport);
    Message reply = new Message(handler.handle(question.toWire(), client).orElseThrow());
    assertThat(reply.getHeader().getID()).isEqualTo(question.getHeader().getID());
    assertThat(reply.getQuestion()).isEqualTo(question.getQuestion());
    return reply.getRcode();
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  void aMistakeIsAServerFailureAndIsCounted(Transport transport) throws IOException {
    assertThat(rcode("mistake", transport)).isEqualTo(Rcode.SERVFAIL);
    assertThat(rcode("mistake", transport)).isEqualTo(Rcode.SERVFAIL);
    assertThat(rcode("well", transport)).isEqualTo(Rcode.NOERROR);

    assertThat(metrics.text()).contains("coredns_panics_total 2.0\n");
  }

  @Test
  void soIsACircleOfCalls() throws IOException {
    assertThat(rcode("depth", Transport.UDP)).isEqualTo(Rcode.SERVFAIL);
    assertThat(rcode("well", Transport.UDP)).isEqualTo(Rcode.NOERROR);

    assertThat(metrics.text()).contains("coredns_panics_total 1.0\n");
  }
}

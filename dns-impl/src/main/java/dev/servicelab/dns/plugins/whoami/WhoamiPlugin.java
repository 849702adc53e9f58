package dev.servicelab.dns.plugins.whoami;

import dev.servicelab.dns.chain.Chain;
import dev.servicelab.dns.chain.Outcome;
import dev.servicelab.dns.chain.Plugin;
import dev.servicelab.dns.chain.PluginContext;
import dev.servicelab.dns.chain.Query;
import dev.servicelab.dns.chain.ReplyFlags;
import dev.servicelab.dns.chain.Sections;
import dev.servicelab.dns.corefile.Directive;
import java.net.InetAddress;
import java.util.List;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.NameTooLongException;
import org.xbill.DNS.Record;
import org.xbill.DNS.SRVRecord;

/** Answers every question with what the server sees of the client: address, port, transport. */
public final class WhoamiPlugin implements Plugin {

  /** Reads {@code whoami}. */
  public static Plugin create(Directive directive, PluginContext context) {
    directive.requireArguments(0, 0);
    directive.requireNoOptions();
    return new WhoamiPlugin();
  }

  @Override
  public String name() {
    return "whoami";
  }

  @Override
  public Outcome handle(Query query, Chain next) {
    query.explain(
        name(), () -> "the additional section shows the client: " + query.client().host());
    return new Outcome.Answer(
        new Sections(List.of(), List.of(), List.of(address(query), port(query))),
        ReplyFlags.AUTHORITATIVE);
  }

  private static Record address(Query query) {
    InetAddress address = query.client().address().getAddress();
    return query.client().family() == 1
        ? new ARecord(query.name(), query.dclass(), 0, address)
        : new AAAARecord(query.name(), query.dclass(), 0, address);
  }

  private static Record port(Query query) {
    int port = query.client().address().getPort();
    return new SRVRecord(below(query), query.dclass(), 0, 0, 0, port, Name.root);
  }

  /** {@code _udp} or {@code _tcp} below the name asked for; that itself if it is too long. */
  private static Name below(Query query) {
    try {
      Name transport = Name.fromConstantString("_" + query.client().transport().label());
      return Name.concatenate(transport, query.name());
    } catch (NameTooLongException e) {
      return query.name();
    }
  }
}

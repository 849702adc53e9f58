package dev.servicelab.dns.plugins.kubernetes;

import dev.servicelab.dns.chain.Chain;
import dev.servicelab.dns.chain.Client;
import dev.servicelab.dns.chain.Client.Transport;
import dev.servicelab.dns.chain.Outcome;
import dev.servicelab.dns.chain.Query;
import dev.servicelab.dns.fast.NameTable;
import dev.servicelab.dns.records.RecordView;
import dev.servicelab.dns.records.RecordView.Found;
import dev.servicelab.dns.records.options.Choice;
import dev.servicelab.dns.records.options.Choice.Side;
import dev.servicelab.dns.wire.MessageWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;

/**
 * The plugin's answers out of one view, for the fast lane.
 *
 * @param view the view
 * @param answers the plugin's own way to answer from this view
 */
record ViewAnswers(RecordView view, Answers answers) implements NameTable.Source {

  /** Ends the chain: what gets here is another plugin's. */
  private static final Chain NOBODY = Chain.of(List.of());

  /** What all names that do not exist have in common. */
  private static final Object ABSENT = new Object();

  private static final Query.Request REQUEST =
      new Query.Request(0, false, false, Optional.empty(), /* size= */ 0);

  private static final Client CLIENT =
      new Client(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), Transport.TCP);

  /** Makes an answer of what a view found. */
  @FunctionalInterface
  interface Answers {
    Outcome answer(Found found, RecordView view, Query query, Chain next);
  }

  @Override
  public Object origin(Name name) {
    return view.origin(name).orElse(ABSENT);
  }

  @Override
  public NameTable.Reply reply(Name name, int type) {
    // Who follows an alias may have to wait for an upstream; and CoreDNS's answers about the zone's
    // own names depend on capitals, which the lane does not see.
    Found found = view.find(name, type);
    if (found instanceof Found.Alias || (type != NameTable.ABSENT_TYPE && dependsOnCase(name))) {
      return new NameTable.Reply.NotReady();
    }
    Query query = new Query(name, type, DClass.IN, REQUEST, CLIENT);
    Outcome outcome = answers.answer(found, view, query, NOBODY);
    return switch (outcome) {
      case Outcome.Answer answer -> message(query, outcome);
      case Outcome.NoData none ->
          type == NameTable.ABSENT_TYPE ? message(query, outcome) : new NameTable.Reply.NoData();
      case Outcome.NameError none -> new NameTable.Reply.NameError();
      case Outcome.Refused passed -> new NameTable.Reply.NotReady();
      case Outcome.Failed failed -> new NameTable.Reply.NotReady();
    };
  }

  private boolean dependsOnCase(Name name) {
    return view.options().chose(Choice.DENIALS, Side.BY_TYPE)
        && view.zones().stream().anyMatch(zone -> view.zoneNames(zone).containsKey(name));
  }

  private static NameTable.Reply message(Query query, Outcome outcome) {
    return new NameTable.Reply.Message(MessageWriter.write(query, outcome).bytes().array());
  }
}

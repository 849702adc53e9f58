package dev.servicelab.proxy.trace;

import dev.servicelab.proxy.net.Cidr;
import dev.servicelab.proxy.rules.iptables.Chain;
import dev.servicelab.proxy.rules.iptables.ChainId;
import dev.servicelab.proxy.rules.iptables.IptablesRules;
import dev.servicelab.proxy.rules.iptables.Match;
import dev.servicelab.proxy.rules.iptables.Match.State;
import dev.servicelab.proxy.rules.iptables.Rule;
import dev.servicelab.proxy.rules.iptables.Target;
import dev.servicelab.proxy.rules.ipvs.RealServer;
import dev.servicelab.proxy.rules.ipvs.VirtualAddress;
import dev.servicelab.proxy.rules.ipvs.VirtualServer;
import dev.servicelab.proxy.trace.Trace.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One packet on its way, and what has happened to it so far. */
final class Walk {
  private final IptablesRules rules;
  private final NodeAddresses node;
  private final VirtualServers virtual;
  private final Packet packet;
  private final String source;
  private final Set<String> noted;
  private final Choices choices;
  private final List<Step> steps = new ArrayList<>();
  private String destination;
  private int port;
  private int mark;
  private boolean translated;
  private boolean masqueraded;
  private @Nullable Hop hop;
  private @Nullable Fate end;

  /** What a rule means for the rest of a chain. */
  private enum Next {
    RULE,
    CALLER,
    NOTHING
  }

  /**
   * A packet at the node's edge.
   *
   * @param noted the lists of {@code -m recent} that hold its source
   * @param choices decides what is left to chance
   */
  Walk(
      IptablesRules rules,
      NodeAddresses node,
      VirtualServers virtual,
      Packet packet,
      Set<String> noted,
      Choices choices) {
    this.rules = rules;
    this.node = node;
    this.virtual = virtual;
    this.packet = packet;
    // A process that has no address of its own choice sends from the one it sends to, if it can.
    boolean fromItself =
        packet.origin() == Packet.Origin.NODE && virtual.hold(packet.destination());
    this.source = fromItself ? packet.destination() : packet.source();
    this.noted = noted;
    this.choices = choices;
    this.destination = packet.destination();
    this.port = packet.port();
  }

  /** Sends it through one of the kernel's own chains, unless it has met its end already. */
  void through(ChainId chain) {
    if (end == null) {
      List<Rule> jumps =
          rules.jumps().reversed().stream()
              .filter(jump -> jump.from().equals(chain))
              .map(jump -> jump.rule())
              .toList();
      walk(chain, jumps);
    }
  }

  String destination() {
    return destination;
  }

  /** Lets a virtual server have it, if there is one at its destination. */
  void balance() {
    if (end == null) {
      virtual.at(ends()).ifPresent(this::balance);
    }
  }

  /** Whether a virtual server has sent it on. */
  boolean balanced() {
    return hop != null && hop.to().isPresent();
  }

  private void balance(VirtualServer server) {
    Optional<RealServer> to = choose(VirtualServers.ready(server));
    hop = new Hop(steps.size(), server, to);
    to.ifPresentOrElse(
        real -> {
          destination = real.ip();
          port = real.port();
        },
        () -> end(new Fate.Rejected()));
  }

  /** Each is as likely as the others, whatever the scheduler's way to that. */
  private Optional<RealServer> choose(List<RealServer> among) {
    for (int left = among.size(); left > 1; left--) {
      if (choices.oneIn(left)) {
        return Optional.of(among.get(among.size() - left));
      }
    }
    return among.isEmpty() ? Optional.empty() : Optional.of(among.getLast());
  }

  private VirtualServers.Ends ends() {
    return new VirtualServers.Ends(source, destination, packet.protocol(), port);
  }

  private boolean isOwn(String address) {
    return node.contains(address) || virtual.hold(address);
  }

  Trace trace() {
    Fate fate = end == null ? new Fate.Delivered(destination, port) : end;
    return new Trace(fate, masqueraded, choices.probability(), steps, Optional.ofNullable(hop));
  }

  private Next walk(ChainId id, List<Rule> chain) {
    for (Rule rule : chain) {
      if (rule.matches().stream().allMatch(this::holds)) {
        steps.add(new Step(id, rule));
        Next next = act(id, rule.target());
        if (next != Next.RULE) {
          return next;
        }
      }
    }
    return Next.CALLER;
  }

  private Next act(ChainId id, Target target) {
    return switch (target) {
      case Target.Jump(String name) -> jump(new ChainId(id.table(), name));
      case Target.Return() -> Next.CALLER;
      case Target.SetMark(int value, int mask) -> {
        mark = (mark & ~mask) ^ value;
        yield Next.RULE;
      }
      case Target.Dnat(String endpoint) -> {
        int colon = endpoint.lastIndexOf(':');
        destination = endpoint.substring(0, colon).replaceAll("[\\[\\]]", "");
        port = Integer.parseInt(endpoint.substring(colon + 1));
        translated = true;
        yield Next.NOTHING;
      }
      case Target.Masquerade _ -> {
        masqueraded = true;
        yield Next.NOTHING;
      }
      case Target.None() -> Next.RULE;
      case Target.Accept() -> Next.NOTHING;
      case Target.Drop() -> end(new Fate.Dropped());
      case Target.Reject() -> end(new Fate.Rejected());
    };
  }

  private Next jump(ChainId id) {
    Chain chain = rules.chains().get(id);
    Next next = chain == null ? Next.CALLER : walk(id, chain.rules());
    return next == Next.CALLER ? Next.RULE : next;
  }

  private Next end(Fate fate) {
    end = fate;
    return Next.NOTHING;
  }

  private boolean holds(Match match) {
    return switch (match) {
      case Match.Source(Cidr range, boolean not) -> range.contains(source) != not;
      case Match.Destination(Cidr range, boolean not) -> range.contains(destination) != not;
      case Match.Transport(var protocol, var to) ->
          protocol == packet.protocol() && (to.isEmpty() || to.getAsInt() == port);
      case Match.ToThisNode() -> isOwn(destination);
      case Match.FromThisNode() -> isOwn(source);
      case Match.NotFromThisNode() -> !isOwn(source);
      case Match.OfProtocol(var protocol) -> protocol == packet.protocol();
      // A port of a bridge cannot be told from an interface of its own here.
      case Match.NotBridged() -> true;
      case Match.InSet set -> virtual.contain(set, ends());
      case Match.OfVirtualServer(String ip, var protocol, int to) ->
          hop != null && hop.server().address().equals(new VirtualAddress(ip, protocol, to));
      // No connection came before this one, and by which interface it came is not known.
      case Match.FromInterface(String name, boolean not) -> cameInBy(name) != not;
      case Match.RecentCheck(String list, int _) -> noted.contains(list);
      case Match.ConnectionState(var states, boolean not) ->
          (states.contains(State.NEW) || (translated && states.contains(State.DNAT))) != not;
      case Match.Mark(int value, int mask, boolean not) -> ((mark & mask) == value) != not;
      case Match.OneIn(int n) -> choices.oneIn(n);
      case Match.Comment _, Match.Count _, Match.RecentSet _ -> true;
    };
  }

  private boolean cameInBy(String name) {
    String wanted = name.endsWith("+") ? name.substring(0, name.length() - 1) : name;
    String actual = packet.inInterface();
    return name.endsWith("+") ? actual.startsWith(wanted) : actual.equals(wanted);
  }
}

package dev.servicelab.proxy.apply.ipvs;

import dev.servicelab.proxy.apply.IptablesBackend;
import dev.servicelab.proxy.diff.Changes;
import dev.servicelab.proxy.diff.ipvs.IpvsChanges;
import dev.servicelab.proxy.diff.ipvs.IpvsDiff;
import dev.servicelab.proxy.diff.ipvs.SavedAddresses;
import dev.servicelab.proxy.diff.ipvs.SavedServers;
import dev.servicelab.proxy.diff.ipvs.SavedSets;
import dev.servicelab.proxy.net.Cidr;
import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.proxy.rules.iptables.render.BaseJumps;
import dev.servicelab.proxy.rules.iptables.render.ChainNames;
import dev.servicelab.proxy.rules.ipvs.IpvsRules;
import dev.servicelab.proxy.rules.ipvs.IpvsTables;
import dev.servicelab.proxy.rules.ipvs.render.OwnAddresses;
import dev.servicelab.proxy.tools.ToolFailed;
import dev.servicelab.proxy.tools.ToolRunner;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one family's virtual servers, ipsets, addresses and rules in the kernel. It remembers what
 * the kernel holds and sends only what differs, by one run of each tool that has anything to do.
 */
final class IpvsBackend {
  private final IpFamily family;
  private final List<Cidr> nodePorts;
  private final List<Cidr> excluded;
  private final IpvsTools tools;
  private final Leaving leaving;
  private final IptablesBackend iptables;
  private OwnAddresses own = new OwnAddresses(Set.of(), List.of());
  private @Nullable IpvsTables known;

  /**
   * A backend that has not read the kernel yet.
   *
   * @param nodePorts where node ports answer
   * @param excluded ranges whose virtual servers are somebody else's
   */
  IpvsBackend(ToolRunner runner, IpFamily family, List<Cidr> nodePorts, List<Cidr> excluded) {
    this.family = family;
    this.nodePorts = List.copyOf(nodePorts);
    this.excluded = List.copyOf(excluded);
    this.tools = new IpvsTools(runner);
    this.leaving = new Leaving(tools);
    this.iptables = new IptablesBackend(runner, family, BaseJumps.OWN);
  }

  /** Whether it is known what the kernel holds; false at first, and after a refused batch. */
  boolean isKnown() {
    return known != null;
  }

  /** The node's addresses when the kernel was read last. */
  OwnAddresses own() {
    return own;
  }

  /**
   * Reads everything but iptables' rules.
   *
   * @throws ToolFailed if a tool is missing or the kernel cannot do its part
   */
  void read() {
    SavedAddresses addresses = SavedAddresses.parse(tools.addresses(), family);
    own = OwnAddresses.of(addresses.own(), nodePorts, family);
    known =
        new IpvsTables(
            SavedSets.parse(tools.sets(), family),
            addresses.hasDevice(),
            addresses.bound(),
            SavedServers.parse(tools.servers(), family));
  }

  /** What one call has changed. */
  record Applied(IpvsChanges tables, Changes rules) {
    boolean isEmpty() {
      return tables.isEmpty() && rules.isEmpty();
    }
  }

  /**
   * Brings the kernel to the wanted rules, in an order in which no packet is lost. Rules ask sets,
   * so these are first. Rules masquerade what virtual servers translate, so they come before them;
   * but where another mode's rules have carried the traffic, they go on until the virtual servers
   * are there.
   *
   * @param verify whether iptables' rules are read back, too
   * @throws ToolFailed if a batch was refused
   */
  Applied apply(IpvsRules wanted, boolean verify) {
    IpvsTables before = known == null ? IpvsTables.nothing() : known;
    IpvsChanges changes = IpvsDiff.between(before, wanted.tables(), excluded);
    known = null;
    Optional<String> full = new SetsBatch(tools::ipset).send(changes.ipset(family));
    tools.ip(changes.ip());
    Once servers = new Once(() -> tools.ipvsadm(changes.ipvsadm()));
    Changes rules =
        verify
            ? iptables.repair(wanted.iptables())
            : iptables.apply(
                wanted.iptables(),
                sent -> {
                  if (replacesAnotherMode(sent)) {
                    servers.run();
                  }
                });
    servers.run();
    full.ifPresent(
        why -> {
          throw new ToolFailed(why);
        });
    known = leaving.settled(changes, verify);
    return new Applied(changes, rules);
  }

  private static boolean replacesAnotherMode(Changes changes) {
    return changes.deleted().stream().anyMatch(ChainNames::isOfService);
  }

  /** Something that is done once, however often it is asked for. */
  private static final class Once {
    private @Nullable Runnable work;

    Once(Runnable work) {
      this.work = work;
    }

    void run() {
      Runnable todo = work;
      work = null;
      if (todo != null) {
        todo.run();
      }
    }
  }
}

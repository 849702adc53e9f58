package dev.servicelab.proxy.diff;

import dev.servicelab.proxy.rules.iptables.Chain;
import dev.servicelab.proxy.rules.iptables.ChainId;
import dev.servicelab.proxy.rules.iptables.IptablesPrinter;
import dev.servicelab.proxy.rules.iptables.IptablesRules;
import dev.servicelab.proxy.rules.iptables.JumpRule;
import dev.servicelab.proxy.rules.iptables.render.ChainNames;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds what leads from whatever the kernel holds to what is wanted: after a start, after a
 * failure, and to find tampering.
 */
public final class KernelDiff {
  private final KernelRules kernel;
  private final IptablesRules wanted;
  private final IptablesPrinter printer;
  private final List<ChainId> unwanted;
  private final List<JumpRule> retired;

  private KernelDiff(
      KernelRules kernel, IptablesRules wanted, Predicate<ChainId> ours, List<JumpRule> retired) {
    this.kernel = kernel;
    this.wanted = wanted;
    this.retired = retired;
    this.printer = new IptablesPrinter(wanted.family());
    this.unwanted =
        kernel.names().stream()
            .filter(id -> ours.test(id) && !wanted.chains().containsKey(id))
            .sorted()
            .toList();
  }

  /** What changes; chains that a proxy has made and nobody wants any more go. */
  public static Changes between(KernelRules kernel, IptablesRules wanted) {
    return between(kernel, wanted, ChainNames::isOurs);
  }

  /**
   * What changes.
   *
   * @param ours chains that go unless they are wanted
   */
  public static Changes between(KernelRules kernel, IptablesRules wanted, Predicate<ChainId> ours) {
    return between(kernel, wanted, ours, List.of());
  }

  /**
   * What changes.
   *
   * @param ours chains that go unless they are wanted
   * @param retired rules of another mode in foreign chains, that go unless they are wanted
   */
  public static Changes between(
      KernelRules kernel, IptablesRules wanted, Predicate<ChainId> ours, List<JumpRule> retired) {
    return new KernelDiff(kernel, wanted, ours, retired).changes();
  }

  private Changes changes() {
    List<SavedRule> links = unwanted.isEmpty() && retired.isEmpty() ? List.of() : foreignRules();
    Set<SavedRule> old = retired();
    // A Service's chain that somebody else's rule leads to cannot be deleted, only emptied.
    List<ChainId> kept =
        unwanted.stream()
            .filter(ChainNames::isOfService)
            .filter(id -> links.stream().anyMatch(link -> link.leadsTo(id)))
            .toList();
    return new Changes(
        wanted.shared().stream().filter(id -> kernel.rules(id) == null).toList(),
        Stream.concat(
                wanted.chains().values().stream().filter(chain -> !holds(chain)),
                kept.stream().filter(this::isFilled).map(id -> new Chain(id, List.of())))
            .toList(),
        List.of(),
        unwanted.stream().filter(id -> !kept.contains(id)).toList(),
        wanted.jumps().stream().filter(jump -> !holds(jump)).toList(),
        links.stream().filter(link -> goesWithItsChain(link) || old.contains(link)).toList());
  }

  /** A rule of the other mode that leads to a chain which both modes have. */
  private Set<SavedRule> retired() {
    return retired.stream()
        .filter(jump -> !wanted.jumps().contains(jump))
        .map(jump -> new SavedRule(jump.from(), printer.rule(jump.rule())))
        .collect(Collectors.toSet());
  }

  /** Rules in chains that stay and are not ours. */
  private List<SavedRule> foreignRules() {
    return kernel.chains().entrySet().stream()
        .filter(chain -> !wanted.chains().containsKey(chain.getKey()))
        .filter(chain -> !unwanted.contains(chain.getKey()))
        .flatMap(
            chain -> chain.getValue().stream().map(text -> new SavedRule(chain.getKey(), text)))
        .toList();
  }

  /** Only a proxy leads to the chains that are not a Service's, so such a rule is ours. */
  private boolean goesWithItsChain(SavedRule rule) {
    return unwanted.stream().anyMatch(id -> !ChainNames.isOfService(id) && rule.leadsTo(id));
  }

  private boolean isFilled(ChainId id) {
    List<String> rules = kernel.rules(id);
    return rules != null && !rules.isEmpty();
  }

  private boolean holds(Chain chain) {
    List<String> rules = kernel.rules(chain.id());
    if (rules == null) {
      return false;
    }
    return ChainNames.isDispatch(chain.id())
        ? DispatchDiff.same(rules, chain, printer)
        : printer.rules(chain).equals(rules);
  }

  private boolean holds(JumpRule jump) {
    List<String> rules = kernel.rules(jump.from());
    return rules != null && rules.contains(printer.rule(jump.rule()));
  }
}

package dev.servicelab.proxy.pages;

import dev.servicelab.proxy.apply.Synced;
import dev.servicelab.proxy.http.Answer;
import dev.servicelab.proxy.http.BadQuery;
import dev.servicelab.proxy.http.Query;
import dev.servicelab.proxy.rules.iptables.Cause;
import dev.servicelab.proxy.rules.iptables.IptablesPrinter;
import dev.servicelab.proxy.rules.iptables.IptablesRules;
import dev.servicelab.proxy.rules.iptables.Rule;
import dev.servicelab.proxy.rules.ipvs.IpvsRules;
import dev.servicelab.proxy.rules.ipvs.IpvsText;
import dev.servicelab.state.ObjectName;
import java.util.List;
import java.util.Optional;

/**
 * {@code /rules}: the rules as {@code iptables-save} shows them, each with what in the cluster
 * asked for it; in ipvs mode all that its four tools are given. With {@code ?service=shop/web} only
 * those of one Service.
 */
final class RulesPage {
  private final InForce inForce;

  RulesPage(InForce inForce) {
    this.inForce = inForce;
  }

  Answer answer(Query query) {
    Optional<ObjectName> service = query.only("service").get("service").map(RulesPage::name);
    List<Synced> families = inForce.all();
    service.ifPresent(name -> requireKnown(families, name));
    StringBuilder text = new StringBuilder();
    for (Synced synced : families) {
      text.append("# ").append(synced.plan().family().kubernetesName());
      text.append(", revision ").append(synced.cluster().revision()).append('\n');
      text.append(synced.ipvs().isPresent() ? ipvs(synced, service) : iptables(synced, service));
    }
    return Answer.text(200, text.isEmpty() ? "# no rules yet\n" : text.toString());
  }

  private static String iptables(Synced synced, Optional<ObjectName> service) {
    IptablesRules rules = service.map(name -> of(synced, name)).orElse(synced.rules());
    return new IptablesPrinter(rules.family()).print(rules, RulesPage::remark);
  }

  private static String ipvs(Synced synced, Optional<ObjectName> service) {
    IpvsRules all = synced.ipvs().orElseThrow();
    IpvsRules rules =
        service
            .map(name -> new IpvsOfService(all, name, synced.plan().services()).rules())
            .orElse(all);
    return IpvsText.of(rules, RulesPage::remark);
  }

  private static IptablesRules of(Synced synced, ObjectName service) {
    return new RulesOfService(synced.rules(), service).rules();
  }

  private static void requireKnown(List<Synced> families, ObjectName service) {
    boolean known =
        families.stream()
            .flatMap(synced -> synced.cluster().services().stream())
            .anyMatch(one -> new ObjectName(one.namespace(), one.name()).equals(service));
    if (!known) {
      throw new BadQuery("there is no Service " + service);
    }
  }

  private static ObjectName name(String text) {
    String[] parts = text.split("/", -1);
    if (parts.length != 2 || parts[0].isEmpty() || parts[1].isEmpty()) {
      throw new BadQuery("service=\"" + text + "\" is not namespace/name");
    }
    return new ObjectName(parts[0], parts[1]);
  }

  private static String remark(Rule rule) {
    Cause cause = rule.cause();
    return cause.equals(Cause.none()) ? "" : "  # " + cause.object() + " " + cause.field();
  }
}

package dev.servicelab.proxy.rules.iptables;

import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.proxy.rules.iptables.Match.Comment;
import dev.servicelab.proxy.rules.iptables.Match.ConnectionState;
import dev.servicelab.proxy.rules.iptables.Match.Count;
import dev.servicelab.proxy.rules.iptables.Match.Destination;
import dev.servicelab.proxy.rules.iptables.Match.FromInterface;
import dev.servicelab.proxy.rules.iptables.Match.FromThisNode;
import dev.servicelab.proxy.rules.iptables.Match.InSet;
import dev.servicelab.proxy.rules.iptables.Match.Mark;
import dev.servicelab.proxy.rules.iptables.Match.NotBridged;
import dev.servicelab.proxy.rules.iptables.Match.NotFromThisNode;
import dev.servicelab.proxy.rules.iptables.Match.OfProtocol;
import dev.servicelab.proxy.rules.iptables.Match.OfVirtualServer;
import dev.servicelab.proxy.rules.iptables.Match.OneIn;
import dev.servicelab.proxy.rules.iptables.Match.RecentCheck;
import dev.servicelab.proxy.rules.iptables.Match.RecentSet;
import dev.servicelab.proxy.rules.iptables.Match.Source;
import dev.servicelab.proxy.rules.iptables.Match.ToThisNode;
import dev.servicelab.proxy.rules.iptables.Match.Transport;
import dev.servicelab.state.Protocol;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes rules in the spelling of {@code iptables-save}, which {@code iptables-restore} reads too.
 * So text can be compared with the kernel's, line by line, and a learner sees the same thing
 * everywhere.
 */
public final class IptablesPrinter {
  /** Thousands of rules share a few of them, and each takes longer to make than a whole rule. */
  private static final Map<Integer, String> PROBABILITIES = new ConcurrentHashMap<>();

  /** What the tool writes with a backslash. */
  private static final Pattern SPECIAL = Pattern.compile("[\\\\\"']");

  private final IpFamily family;

  /** A printer for the rules of one family. */
  public IptablesPrinter(IpFamily family) {
    this.family = family;
  }

  /** One rule after {@code -A CHAIN}; without a leading or trailing blank. */
  public String rule(Rule rule) {
    StringBuilder text = new StringBuilder();
    head(text, rule.matches());
    rule.matches().forEach(match -> extension(text, match));
    if (!(rule.target() instanceof Target.None)) {
      text.append(" -j ").append(target(rule.target()));
    }
    return text.toString().strip();
  }

  /** A chain's rules, one text each. */
  public List<String> rules(Chain chain) {
    return chain.rules().stream().map(this::rule).toList();
  }

  /** Everything, as {@code iptables-save} would print it if there were nobody else's rules. */
  public String print(IptablesRules rules) {
    return print(rules, rule -> "");
  }

  /** The same with a remark after each rule, which {@code iptables-restore} would not take. */
  public String print(IptablesRules rules, Function<Rule, String> remark) {
    StringBuilder text = new StringBuilder();
    for (Table table : Table.values()) {
      text.append('*').append(table.nativeName()).append('\n');
      SortedSet<ChainId> names = new TreeSet<>(rules.shared());
      names.addAll(rules.chains().keySet());
      names.stream()
          .filter(id -> id.table() == table)
          .forEach(id -> text.append(':').append(id.name()).append(" - [0:0]\n"));
      rules.jumps().reversed().stream()
          .filter(jump -> jump.from().table() == table)
          .sorted(Comparator.comparing(JumpRule::from))
          .forEach(jump -> append(text, jump.from(), jump.rule(), remark));
      rules.chains().values().stream()
          .filter(chain -> chain.id().table() == table)
          .forEach(chain -> chain.rules().forEach(rule -> append(text, chain.id(), rule, remark)));
      text.append("COMMIT\n");
    }
    return text.toString();
  }

  private void append(StringBuilder text, ChainId chain, Rule rule, Function<Rule, String> remark) {
    text.append("-A ").append(chain.name()).append(' ').append(rule(rule));
    text.append(remark.apply(rule)).append('\n');
  }

  /** The tool prints source, destination, protocol, in whatever order they were given. */
  private static void head(StringBuilder text, List<Match> matches) {
    for (Match match : matches) {
      if (match instanceof Source(var range, boolean negated)) {
        text.append(not(negated)).append(" -s ").append(range);
      }
    }
    for (Match match : matches) {
      if (match instanceof Destination(var range, boolean negated)) {
        text.append(not(negated)).append(" -d ").append(range);
      }
    }
    for (Match match : matches) {
      if (match instanceof FromInterface(String name, boolean negated)) {
        text.append(not(negated)).append(" -i ").append(name);
      }
    }
    for (Match match : matches) {
      switch (match) {
        case Transport(var protocol, var _) -> text.append(" -p ").append(protocol.lowerCase());
        case OfProtocol(var protocol) -> text.append(" -p ").append(protocol.lowerCase());
        default -> {}
      }
    }
  }

  private void extension(StringBuilder text, Match match) {
    switch (match) {
      case Source _, Destination _, FromInterface _, OfProtocol _ -> {}
      case Transport(var protocol, var port) -> {
        text.append(" -m ").append(protocol.lowerCase());
        port.ifPresent(number -> text.append(" --dport ").append(number));
      }
      case Comment(String comment) -> text.append(" -m comment --comment ").append(quoted(comment));
      case ToThisNode() -> text.append(" -m addrtype --dst-type LOCAL");
      case FromThisNode() -> text.append(" -m addrtype --src-type LOCAL");
      case NotFromThisNode() -> text.append(" -m addrtype ! --src-type LOCAL");
      case NotBridged() -> text.append(" -m physdev ! --physdev-is-in");
      case InSet(String set, var sides) ->
          text.append(" -m set --match-set ")
              .append(set)
              .append(' ')
              .append(
                  sides.stream()
                      .map(side -> side.name().toLowerCase(Locale.ROOT))
                      .collect(Collectors.joining(",")));
      case OfVirtualServer(String ip, var protocol, int port) ->
          text.append(" -m ipvs --vproto ")
              .append(number(protocol))
              .append(" --vaddr ")
              .append(ip)
              .append(" --vport ")
              .append(port);
      case RecentCheck(String list, int seconds) ->
          text.append(" -m recent --rcheck --seconds ")
              .append(seconds)
              .append(" --reap --name ")
              .append(list)
              .append(sourceMask());
      case RecentSet(String list) ->
          text.append(" -m recent --set --name ").append(list).append(sourceMask());
      case ConnectionState(var states, boolean negated) ->
          text.append(" -m conntrack")
              .append(not(negated))
              .append(" --ctstate ")
              .append(states.stream().map(Enum::name).collect(Collectors.joining(",")));
      case Mark(int value, int mask, boolean negated) ->
          text.append(" -m mark").append(not(negated)).append(" --mark ").append(hex(value, mask));
      case OneIn(int n) ->
          text.append(" -m statistic --mode random --probability ")
              .append(PROBABILITIES.computeIfAbsent(n, IptablesPrinter::probability));
      // Two blanks: so does iptables-save.
      case Count(String object) -> text.append(" -m nfacct --nfacct-name  ").append(object);
    }
  }

  private String target(Target target) {
    return switch (target) {
      case Target.Jump(String chain) -> chain;
      case Target.Dnat(String endpoint) -> "DNAT --to-destination " + endpoint;
      case Target.Masquerade(boolean randomFully) ->
          randomFully ? "MASQUERADE --random-fully" : "MASQUERADE";
      case Target.SetMark(int value, int mask) -> "MARK --set-xmark " + hex(value, mask);
      case Target.None() -> "";
      case Target.Accept() -> "ACCEPT";
      case Target.Drop() -> "DROP";
      case Target.Reject() ->
          switch (family) {
            case IPV4 -> "REJECT --reject-with icmp-port-unreachable";
            case IPV6 -> "REJECT --reject-with icmp6-port-unreachable";
          };
      case Target.Return() -> "RETURN";
    };
  }

  /** The whole address counts. */
  private String sourceMask() {
    return switch (family) {
      case IPV4 -> " --mask 255.255.255.255 --rsource";
      case IPV6 -> " --mask ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff --rsource";
    };
  }

  /** IANA's protocol number. */
  private static int number(Protocol protocol) {
    return switch (protocol) {
      case TCP -> 6;
      case UDP -> 17;
      case SCTP -> 132;
    };
  }

  private static String not(boolean negated) {
    return negated ? " !" : "";
  }

  private static String hex(int value, int mask) {
    return "0x" + Integer.toHexString(value) + "/0x" + Integer.toHexString(mask);
  }

  private static String quoted(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!needsNoQuotes(text.charAt(i))) {
        return '"' + SPECIAL.matcher(text).replaceAll("\\\\$0") + '"';
      }
    }
    return text;
  }

  private static boolean needsNoQuotes(char c) {
    return c == '_'
        || c == '-'
        || (c >= '0' && c <= '9')
        || (c >= 'A' && c <= 'Z')
        || (c >= 'a' && c <= 'z');
  }

  /**
   * kube-proxy gives the kernel ten decimals; the kernel keeps the nearest multiple of 2^-31 and
   * shows eleven.
   */
  private static String probability(int n) {
    double given = Double.parseDouble(String.format(Locale.ROOT, "%.10f", 1.0 / n));
    double kept = Math.rint(given * 0x1p31) / 0x1p31;
    return String.format(Locale.ROOT, "%.11f", kept);
  }
}

package dev.servicelab.labs.equal;

import dev.servicelab.labs.arena.PodCorner;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a kernel holds of a proxy in ipvs mode, as four tools print it.
 *
 * @param rules of {@code iptables-save}
 * @param rules6 of {@code ip6tables-save}
 * @param others virtual servers, ipsets and the interface; each is a chain here, as a word of the
 *     tool and the thing's name, and what is in it are its rules, in an order of their own
 */
record IpvsState(SavedRules rules, SavedRules rules6, SavedRules others) {
  /** The kernel of a node has the rules of one backend or of both: those that are there count. */
  private static final String LOOK =
      """
      echo '# ipvsadm'; ipvsadm -Sn
      echo '# ipset'; ipset save
      echo '# link'; ip -o link show kube-ipvs0
      echo '# address'; ip -o address show kube-ipvs0
      for tool in iptables ip6tables; do
        echo "# $tool"; $tool-legacy-save 2>/dev/null; $tool-nft-save 2>/dev/null
      done
      true
      """;

  private static final Pattern PART = Pattern.compile("(?m)^# (\\w+)$\n");

  /** Made by chance, or counted on: not the proxy's doing. */
  private static final Pattern CHANCE =
      Pattern.compile("\\\\.*| initval 0x\\w+|^\\d+: | qlen \\d+");

  /** A node port has a virtual server at each address of its network namespace. */
  private static final String OWN_ADDRESS = "OWN-IP";

  /** Asks the kernel. */
  static IpvsState of(PodCorner corner) {
    return parse(corner.output(LOOK), corner.addresses());
  }

  /**
   * Reads what the tools printed.
   *
   * @param addresses those of the network namespace, which are not the same in another
   */
  static IpvsState parse(String text, List<String> addresses) {
    String named = text;
    for (String address : addresses) {
      // [fd00::1]:80 and fd00::1 alike, but not the beginning or the end of a longer address.
      Pattern whole =
          Pattern.compile("(?<![\\w.:])" + Pattern.quote(address) + "(?![\\w.]|:\\w*:)");
      named = whole.matcher(named).replaceAll(OWN_ADDRESS + (address.contains(":") ? "6" : "4"));
    }
    Map<String, String> parts = new LinkedHashMap<>();
    List<String> words = PART.matcher(named).results().map(found -> found.group(1)).toList();
    String[] texts = PART.split(named, -1);
    for (int part = 0; part < words.size(); part++) {
      parts.merge(words.get(part), texts[part + 1], String::concat);
    }
    TreeMap<String, List<String>> others = new TreeMap<>();
    lines(parts, "ipvsadm").forEach(line -> put(others, "ipvsadm ", line.split(" ", 4), 3));
    lines(parts, "ipset").forEach(line -> put(others, "ipset ", line.split(" ", 3), 2));
    for (String word : List.of("link", "address")) {
      lines(parts, word)
          .forEach(
              line -> others.computeIfAbsent("ip " + word, key -> new ArrayList<>()).add(line));
    }
    others.replaceAll((name, all) -> all.stream().sorted(Comparator.naturalOrder()).toList());
    return new IpvsState(
        SavedRules.parse(parts.getOrDefault("iptables", ""), SavedRules.UNORDERED_IPVS),
        SavedRules.parse(parts.getOrDefault("ip6tables", ""), SavedRules.UNORDERED_IPVS),
        new SavedRules(others));
  }

  /** This is ours. */
  Comparison compare(IpvsState reference) {
    return Comparison.of(rules, reference.rules)
        .plus(Comparison.of(rules6, reference.rules6))
        .plus(Comparison.of(others, reference.others));
  }

  private static Stream<String> lines(Map<String, String> parts, String word) {
    return parts
        .getOrDefault(word, "")
        .lines()
        .map(line -> CHANCE.matcher(line).replaceAll("").strip())
        .filter(line -> !line.isEmpty());
  }

  /** {@code -a -t 10.96.0.1:80 -r …} is of the server {@code -t 10.96.0.1:80}; sets likewise. */
  private static void put(
      Map<String, List<String>> others, String kind, String[] words, int nameAt) {
    String name = String.join(" ", List.of(words).subList(1, Math.min(nameAt, words.length)));
    String rest = words.length > nameAt ? words[nameAt] : "";
    others.computeIfAbsent(kind + name, key -> new ArrayList<>()).add(words[0] + " " + rest);
  }
}

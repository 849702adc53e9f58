package dev.servicelab.proxy.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What iptables-restore --noflush does to tables, as far as our batches go. */
public final class KernelModel {
  private final SortedMap<String, SortedMap<String, List<String>>> tables = new TreeMap<>();

  public void restore(String batch) {
    SortedMap<String, List<String>> table = new TreeMap<>();
    for (String line : batch.lines().toList()) {
      String[] words = line.split(" ", 3);
      switch (words[0].charAt(0)) {
        case '*' -> table = tables.computeIfAbsent(line.substring(1), name -> new TreeMap<>());
        case ':' -> table.put(words[0].substring(1), new ArrayList<>());
        case 'C' -> {}
        default -> change(table, words);
      }
    }
  }

  KernelRules save() {
    return KernelRules.parse(text());
  }

  /** As {@code iptables-save}. */
  public String text() {
    StringBuilder text = new StringBuilder();
    tables.forEach(
        (name, chains) -> {
          text.append("*").append(name).append("\n");
          chains.keySet().forEach(chain -> text.append(":").append(chain).append(" - [0:0]\n"));
          chains.forEach(
              (chain, rules) -> rules.forEach(rule -> text.append(line(chain, rule)).append("\n")));
        });
    return text.toString();
  }

  /** What the chain holds, and in which order; for tests of single rules. */
  List<String> chain(String table, String name) {
    return rules(tables.getOrDefault(table, new TreeMap<>()), name);
  }

  /** Rules in chains of ours, in the order iptables-save prints them in our tables' order. */
  List<String> ourRules() {
    List<String> lines = new ArrayList<>();
    for (String table : List.of("mangle", "filter", "nat")) {
      tables
          .getOrDefault(table, new TreeMap<>())
          .forEach((chain, rules) -> rules.forEach(rule -> lines.add(line(chain, rule))));
    }
    return lines.stream().filter(line -> line.startsWith("-A KUBE")).toList();
  }

  private static void change(SortedMap<String, List<String>> table, String[] words) {
    String chain = words[1];
    switch (words[0]) {
      case "-A" -> rules(table, chain).add(known(table, words[2]));
      case "-I" ->
          table.computeIfAbsent(chain, name -> new ArrayList<>()).addFirst(known(table, words[2]));
      case "-D" -> deleteRule(table, chain, words[2]);
      case "-X" -> delete(table, chain);
      default -> throw new IllegalStateException("unknown verb " + words[0]);
    }
  }

  /** The kernel takes no rule that leads to a chain it does not know. */
  private static String known(SortedMap<String, List<String>> table, String rule) {
    int jump = rule.indexOf("-j KUBE-");
    if (jump >= 0) {
      rules(table, rule.substring(jump + "-j ".length()));
    }
    return rule;
  }

  private static void deleteRule(SortedMap<String, List<String>> table, String chain, String rule) {
    if (!rules(table, chain).remove(rule)) {
      throw new IllegalStateException("no such rule in " + chain + ": " + rule);
    }
  }

  private static void delete(SortedMap<String, List<String>> table, String chain) {
    if (!rules(table, chain).isEmpty() || isReferred(table, chain)) {
      throw new IllegalStateException(chain + " is still in use");
    }
    table.remove(chain);
  }

  private static List<String> rules(SortedMap<String, List<String>> table, String chain) {
    List<String> rules = table.get(chain);
    if (rules == null) {
      throw new IllegalStateException("no chain " + chain);
    }
    return rules;
  }

  private static boolean isReferred(SortedMap<String, List<String>> table, String chain) {
    return table.values().stream()
        .flatMap(List::stream)
        .anyMatch(rule -> rule.endsWith("-j " + chain));
  }

  private static String line(String chain, String rule) {
    return "-A " + chain + " " + rule;
  }
}

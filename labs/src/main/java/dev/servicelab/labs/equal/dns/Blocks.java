package dev.servicelab.labs.equal.dns;

import dev.servicelab.dns.records.options.Choice;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One Corefile that is many: server blocks on ports of their own, each behind a line {@code # ==
 * NAME} that names it. A block may be about several zones, even several blocks on one port.
 *
 * @param text the whole Corefile
 * @param parts the text of each block, by name
 */
record Blocks(String text, Map<String, String> parts) {
  private static final Pattern PORT = Pattern.compile(":(\\d+)(?= |$)", Pattern.MULTILINE);
  private static final String HEADING = "(?m)^# == ";

  /** This comparison's. */
  static Blocks read() {
    return parse(Resources.text("Corefile"));
  }

  static Blocks parse(String text) {
    Map<String, String> parts = new LinkedHashMap<>();
    String[] split = text.split(HEADING);
    for (int i = 1; i < split.length; i++) {
      int end = split[i].indexOf('\n');
      parts.put(split[i].substring(0, end).strip(), split[i].substring(end));
    }
    return new Blocks(text, parts);
  }

  /** The port of a block. */
  int port(String block) {
    Matcher matcher = PORT.matcher(part(block));
    if (!matcher.find()) {
      throw new IllegalArgumentException("block " + block + " has no port");
    }
    return Integer.parseInt(matcher.group(1));
  }

  /** Whether answers of a block may come from a cache, with a time to live that counts down. */
  boolean cached(String block) {
    return Pattern.compile("(?m)^\\s+cache\\b").matcher(part(block)).find();
  }

  /** The blocks that answer for a cluster. */
  Set<String> ofClusters() {
    return parts.entrySet().stream()
        .filter(part -> part.getValue().contains(" kubernetes "))
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The same with every option for us to answer as CoreDNS does, where we would not. */
  String asCoreDns() {
    UnaryOperator<String> choices = corefile -> withChoice(corefile, "choices coredns");
    UnaryOperator<String> edns =
        corefile ->
            corefile.replaceAll(
                "(?m)^(\\S.*:\\d+ \\{)$(?!\n\\})",
                "$1\n    edns {\n        unknown_options echo\n    }");
    UnaryOperator<String> file =
        corefile ->
            corefile.replaceAll("(?m)^(\\s+file .*)$", "$1 {\n        denials coredns\n    }");
    UnaryOperator<String> autopath =
        corefile ->
            corefile.replaceAll("(?m)^(\\s+autopath .*)$", "$1 {\n        refusals last\n    }");
    return choices.andThen(edns).andThen(file).andThen(autopath).apply(text);
  }

  /** The same with these choices for us to make as CoreDNS does, and no other. */
  String asCoreDns(List<Choice> choices) {
    String corefile = text;
    for (Choice choice : choices) {
      corefile = withChoice(corefile, choice.word() + " " + choice.coredns().word());
    }
    return corefile;
  }

  private static String withChoice(String corefile, String option) {
    return corefile.replaceAll("(?m)^(\\s+kubernetes .*\\{)$", "$1\n        " + option);
  }

  private String part(String block) {
    String part = parts.get(block);
    if (part == null) {
      throw new IllegalArgumentException("no block " + block + "; blocks: " + parts.keySet());
    }
    return part;
  }
}

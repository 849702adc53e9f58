package dev.servicelab.labs.traffic.dns;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A whole response, as dig prints it.
 *
 * @param status the RCODE (RFC 1035 section 4.1.1), e.g. {@code NXDOMAIN}
 * @param flags e.g. {@code aa}, {@code tc}
 * @param edns whether it has an OPT record (RFC 6891)
 * @param answer the records of this section, in order
 * @param authority the records of this section, in order
 * @param additional the records of this section, in order, without the OPT record
 * @param size of the message in bytes
 */
public record DnsReply(
    String status,
    List<String> flags,
    boolean edns,
    List<Line> answer,
    List<Line> authority,
    List<Line> additional,
    int size) {
  private static final Pattern STATUS = Pattern.compile("status: (\\w+)");
  private static final Pattern FLAGS = Pattern.compile(";; flags: ([a-z ]*);");
  private static final Pattern SIZE = Pattern.compile("MSG SIZE\\s+rcvd: (\\d+)");
  private static final String HEADER = ";; ->>HEADER<<-";

  /**
   * A record of class IN as a line of a master file (RFC 1035 section 5).
   *
   * @param name the owner, absolute, as the server spells it
   * @param ttl in seconds
   * @param type e.g. {@code SRV}
   * @param data as dig writes it
   */
  public record Line(String name, int ttl, String type, String data) {}

  /**
   * The command that asks several questions, one after the other.
   *
   * @param server an address; empty means the one that the pod's resolv.conf names
   * @param options of dig, for all questions, e.g. {@code +tcp}
   */
  public static List<String> command(
      String server, List<String> options, List<? extends List<String>> questions) {
    List<String> command =
        new ArrayList<>(
            List.of("dig", "+noall", "+comments", "+answer", "+authority", "+additional"));
    command.addAll(List.of("+stats", "+time=3", "+tries=2"));
    command.addAll(options);
    if (!server.isEmpty()) {
      command.add("@" + server);
    }
    for (List<String> question : questions) {
      command.addAll(List.of("-q", question.getFirst(), "-t", question.getLast()));
    }
    return command;
  }

  /** All responses that the command has printed, in the order of the questions. */
  public static List<DnsReply> parse(String stdout) {
    List<DnsReply> replies = new ArrayList<>();
    String[] parts = stdout.split(Pattern.quote(HEADER));
    for (int i = 1; i < parts.length; i++) {
      replies.add(one(parts[i]));
    }
    return replies;
  }

  private static DnsReply one(String text) {
    return new DnsReply(
        first(STATUS, text),
        List.of(first(FLAGS, text).strip().split(" ")),
        text.contains("; EDNS: version"),
        section(text, "ANSWER"),
        section(text, "AUTHORITY"),
        section(text, "ADDITIONAL"),
        Integer.parseInt(first(SIZE, text)));
  }

  private static List<Line> section(String text, String name) {
    return text.lines()
        .dropWhile(line -> !line.equals(";; " + name + " SECTION:"))
        .skip(1)
        .takeWhile(line -> !line.isEmpty() && !line.startsWith(";"))
        .map(line -> line.split("\\s+", 5))
        .map(field -> new Line(field[0], Integer.parseInt(field[1]), field[3], field[4]))
        .toList();
  }

  private static String first(Pattern pattern, String text) {
    Matcher found = pattern.matcher(text);
    if (!found.find()) {
      throw new AssertionError("not what dig prints: " + text);
    }
    return found.group(1);
  }
}

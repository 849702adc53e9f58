package dev.servicelab.labs.traffic.dns;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/** The dig command and the reading of what it prints. */
public final class Dig {

  private static final Pattern STATUS = Pattern.compile("->>HEADER<<-.*\\bstatus: (\\w+)");

  private Dig() {}

  /**
   * Asks for the A records of a name by the pod's search list, several times in one run: each query
   * is a packet of its own and may reach another DNS pod.
   *
   * @param name as a program in the pod would write it
   * @param times how often, at least 1
   */
  public static List<String> command(String name, int times) {
    List<String> command = new ArrayList<>(List.of("dig", "+noall", "+answer", "+search"));
    command.addAll(Collections.nCopies(times, name));
    return command;
  }

  /**
   * Asks once, to see what the servers say of the name rather than what it leads to.
   *
   * @param name as a program in the pod would write it
   */
  public static List<String> statusCommand(String name) {
    return List.of("dig", "+noall", "+comments", "+search", name);
  }

  /** The status (RFC 1035 section 4.1.1, RCODE) of each response printed, e.g. {@code NXDOMAIN}. */
  public static List<String> statuses(String stdout) {
    return STATUS.matcher(stdout).results().map(found -> found.group(1)).toList();
  }

  /**
   * The A records of all answers, in the order printed; a line that is no A record is passed over.
   */
  public static List<Answer> parse(String stdout) {
    return records(stdout).stream()
        .filter(line -> line.type().equals("A"))
        .map(line -> new Answer(line.name(), line.ttl(), line.data()))
        .toList();
  }

  /**
   * The records of any type, in the order printed; a line that is none is passed over, and so is a
   * record whose data is more than one word.
   */
  public static List<Line> records(String stdout) {
    return stdout
        .lines()
        .map(line -> line.strip().split("\\s+"))
        .filter(fields -> fields.length == 5 && fields[2].equals("IN"))
        .map(fields -> new Line(fields[0], Integer.parseInt(fields[1]), fields[3], fields[4]))
        .toList();
  }

  /**
   * A record as a line of a master file (RFC 1035 section 5), of class IN.
   *
   * @param name the owner, absolute
   * @param ttl in seconds
   * @param type e.g. {@code CNAME}
   * @param data one word, e.g. an address or a name
   */
  public record Line(String name, int ttl, String type, String data) {}

  /**
   * An A record as a master file writes it (RFC 1035 section 5).
   *
   * @param name the owner, absolute
   * @param ttl in seconds
   * @param address in text form
   */
  public record Answer(String name, int ttl, String address) {}
}

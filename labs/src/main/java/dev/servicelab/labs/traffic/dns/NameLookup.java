package dev.servicelab.labs.traffic.dns;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The programs with which a pod looks a name up. They send their questions to the same server, but
 * do not agree on which question a short name stands for.
 */
public enum NameLookup {
  /**
   * {@code nslookup} of BIND, which Debian and most distributions have; it uses the search list.
   */
  BIND("nslookup"),
  /** {@code nslookup} of BusyBox, which Alpine and the image busybox have. */
  BUSYBOX("busybox nslookup"),
  /**
   * The C library (glibc), and so every ordinary program; {@code getent} shows what it gives them.
   */
  C_LIBRARY("getent ahostsv4");

  private static final Pattern NAME = Pattern.compile("Name:\\s+(\\S+)");
  private static final Pattern ADDRESS = Pattern.compile("Address(?: \\d+)?:\\s+(\\d[\\d.]+)");
  private static final Pattern REFUSED = Pattern.compile("can't find ([^:\\s]+): .*");
  private static final Pattern GETENT = Pattern.compile("(\\d[\\d.]+)\\s+STREAM\\s+(\\S+)");

  private final String program;

  NameLookup(String program) {
    this.program = program;
  }

  /** The command that looks a name up. */
  public List<String> command(String name) {
    List<String> command = new ArrayList<>(List.of(program.split(" ")));
    command.add(name);
    return command;
  }

  /** Reads what the command printed on standard output. */
  public Outcome parse(String stdout) {
    List<Found> found = new ArrayList<>();
    List<String> refused = new ArrayList<>();
    String name = "";
    for (String line : stdout.lines().toList()) {
      Matcher heading = NAME.matcher(line);
      Matcher address = ADDRESS.matcher(line);
      Matcher refusal = REFUSED.matcher(line);
      Matcher getent = GETENT.matcher(line);
      if (heading.lookingAt()) {
        name = heading.group(1);
      } else if (address.lookingAt() && !name.isEmpty()) {
        // An address before the first name is that of the server.
        found.add(new Found(name, address.group(1)));
      } else if (getent.lookingAt()) {
        found.add(new Found(getent.group(2), getent.group(1)));
      } else if (refusal.find()) {
        refused.add(refusal.group(1));
      }
    }
    return new Outcome(found.stream().distinct().toList(), refused.stream().distinct().toList());
  }

  /**
   * An address that a name leads to.
   *
   * @param name the name as it was asked of the server, completed by the search list
   * @param address in text form
   */
  public record Found(String name, String address) {}

  /**
   * What came of a lookup.
   *
   * @param found the addresses, none twice; empty when there are none
   * @param refused the names, as they were asked, for which the program tells an error; the C
   *     library tells none
   */
  public record Outcome(List<Found> found, List<String> refused) {}
}

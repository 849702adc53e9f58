package dev.servicelab.proxy.apply.ipvs;

import dev.servicelab.proxy.rules.ipvs.RealServer;
import dev.servicelab.proxy.rules.ipvs.VirtualAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many connections each real server has, as {@code ipvsadm -Ln} prints it: those that go on,
 * and those whose end has been seen.
 */
record Connections(Map<String, Long> counts) {
  private static final Pattern VIRTUAL = Pattern.compile("^(TCP|UDP|SCTP)\\s+(\\S+).*");
  private static final Pattern REAL =
      Pattern.compile("^\\s+->\\s+(\\S+)\\s+\\S+\\s+\\d+\\s+(\\d+)\\s+(\\d+).*");

  static Connections parse(String listed) {
    Map<String, Long> counts = new HashMap<>();
    String server = "";
    for (String line : listed.split("\n")) {
      Matcher virtual = VIRTUAL.matcher(line);
      Matcher real = REAL.matcher(line);
      if (virtual.matches()) {
        server = virtual.group(1) + " " + virtual.group(2);
      } else if (real.matches()) {
        long all = Long.parseLong(real.group(2)) + Long.parseLong(real.group(3));
        counts.put(server + " " + real.group(1), all);
      }
    }
    return new Connections(counts);
  }

  /** Whether a real server has none left; one that is not there has none. */
  boolean none(VirtualAddress address, RealServer server) {
    return counts.getOrDefault(address + " " + server.at(), 0L) == 0;
  }
}

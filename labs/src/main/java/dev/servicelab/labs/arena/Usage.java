package dev.servicelab.labs.arena;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a process has used, from /proc (proc(5)).
 *
 * @param residentBytes its memory now ({@code VmRSS})
 * @param cpuSeconds user and system time, with those of the programs it ran and waited for
 */
public record Usage(long residentBytes, double cpuSeconds) {
  private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB$");

  /** The fields behind the name in parentheses begin with the third; user time is the 14th. */
  private static final int FIRST_TIME = 14 - 3;

  private static final double TICKS_PER_SECOND = 100;

  /**
   * Reads {@code /proc/PID/status} and, behind it, {@code /proc/PID/stat}.
   *
   * @throws IllegalArgumentException if that is not what the text is
   */
  static Usage parse(String text) {
    Matcher resident = RESIDENT.matcher(text);
    int name = text.lastIndexOf(')');
    if (!resident.find() || name < 0) {
      throw new IllegalArgumentException("not of /proc: " + text);
    }
    List<String> fields = List.of(text.substring(name + 1).strip().split(" "));
    double ticks =
        fields.subList(FIRST_TIME, FIRST_TIME + 4).stream().mapToLong(Long::parseLong).sum();
    return new Usage(Long.parseLong(resident.group(1)) * 1024, ticks / TICKS_PER_SECOND);
  }
}

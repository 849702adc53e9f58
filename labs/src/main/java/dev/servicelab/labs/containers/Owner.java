package dev.servicelab.labs.containers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The process that made a container, known well enough to tell whether it still lives. A process id
 * alone is not: ids are used again, start over with each boot, and mean nothing in another PID
 * namespace (a CI container that shares Docker with its host).
 *
 * @param machine boot id and PID namespace; process ids can be compared only where this is equal
 * @param pid the process id
 * @param started when the process began, in milliseconds since 1970; 0 where the system does not
 *     tell
 */
public record Owner(String machine, long pid, long started) {
  private static final Pattern TEXT = Pattern.compile("(.+)/(\\d{1,18})/(\\d{1,18})");

  /** What can be said of an owner from here. */
  public enum Life {
    /** It runs. */
    ALIVE,
    /** It ran on this machine and is gone. */
    DEAD,
    /** It belongs to another machine, boot or PID namespace. */
    UNKNOWN
  }

  /** This process. */
  public static Owner current() {
    ProcessHandle self = ProcessHandle.current();
    return new Owner(thisMachine(), self.pid(), startOf(self));
  }

  /** Reads a label's value; null if it was not written by {@link #text()}. */
  public static @Nullable Owner parse(@Nullable String text) {
    Matcher matcher = TEXT.matcher(text == null ? "" : text);
    if (!matcher.matches()) {
      return null;
    }
    return new Owner(
        matcher.group(1), Long.parseLong(matcher.group(2)), Long.parseLong(matcher.group(3)));
  }

  /** The value of the label {@link Labels#OWNER}. */
  public String text() {
    return machine + "/" + pid + "/" + started;
  }

  /** Whether the process still runs, as far as can be told from here. */
  public Life life() {
    if (!machine.equals(thisMachine())) {
      return Life.UNKNOWN;
    }
    boolean alive =
        ProcessHandle.of(pid).filter(ProcessHandle::isAlive).map(Owner::startOf).orElse(-1L)
            == started;
    return alive ? Life.ALIVE : Life.DEAD;
  }

  private static long startOf(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }

  private static String thisMachine() {
    try {
      String boot = Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
      String namespace = Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
      return boot + "/" + namespace.replaceAll("\\D", "");
    } catch (IOException e) {
      // Not Linux: the user's name keeps two people on one Docker apart, the start time does the
      // rest.
      return System.getProperty("os.name", "?") + "/" + System.getProperty("user.name", "?");
    }
  }
}

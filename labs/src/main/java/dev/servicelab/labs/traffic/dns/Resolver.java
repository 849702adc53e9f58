package dev.servicelab.labs.traffic.dns;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The programs that a pod has for turning a name into an address, each with rules of its own. */
public enum Resolver {
  /** The C library of Debian, and so most programs of most images; getent shows what it gives. */
  GLIBC("glibc", "getent", "ahostsv4", "%s"),
  /** The C library of Alpine, here in a program that is linked with it. */
  MUSL("musl", "musl-getent", "%s"),
  /** The nslookup of BusyBox, which asks without any library. */
  BUSYBOX("BusyBox", "busybox", "nslookup", "-type=a", "%s"),
  /** A JVM, started for this one lookup; it asks glibc. */
  JAVA("Java", "java", "-cp", "/app/labs-demo.jar", "dev.servicelab.labs.demo.LookUp", "%s"),
  /** Go's own resolver, in kubectl, which is told to look for an API server there. */
  GO("Go", "kubectl", "get", "--raw", "/", "--request-timeout=5s", "-v=9", "--server=http://%s:1");

  private static final Pattern ADDRESS = Pattern.compile("\\b(\\d+\\.\\d+\\.\\d+\\.\\d+)\\b");
  private static final Pattern TRACED =
      Pattern.compile("DNS Lookup resolved.*\"IP\":\"([\\d.]+)\"");

  private final String column;

  @SuppressWarnings("ImmutableEnumChecker") // List.of makes it; its type cannot say so
  private final List<String> command;

  Resolver(String column, String... command) {
    this.column = column;
    this.command = List.of(command);
  }

  /** What the tables of the labs call it. */
  public String column() {
    return column;
  }

  /** The one that the tables call so. */
  public static Resolver of(String column) {
    return List.of(values()).stream()
        .filter(each -> each.column.equals(column))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no resolver " + column));
  }

  /** The command that looks a name up. */
  public List<String> command(String name) {
    return command.stream().map(word -> word.replace("%s", name)).toList();
  }

  /** The address that it has found; nothing if it has found none. */
  public Optional<String> found(String stdout, String stderr) {
    return switch (this) {
      case GLIBC, MUSL, JAVA -> first(ADDRESS, stdout);
      // Before the first name stands the address of the server.
      case BUSYBOX ->
          first(ADDRESS, stdout.substring(Math.max(0, stdout.indexOf("Name:"))))
              .filter(address -> stdout.contains("Name:"));
      case GO -> first(TRACED, stderr);
    };
  }

  private static Optional<String> first(Pattern pattern, String text) {
    Matcher found = pattern.matcher(text);
    return found.find() ? Optional.of(found.group(1)) : Optional.empty();
  }
}

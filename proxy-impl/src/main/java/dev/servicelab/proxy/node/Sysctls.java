package dev.servicelab.proxy.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Kernel settings, as files below {@code /proc/sys}. */
public final class Sysctls {
  private static final System.Logger LOG = System.getLogger(Sysctls.class.getName());

  private final Path root;

  /** The settings of the network namespace this process is in. */
  public Sysctls() {
    this(Path.of("/proc/sys"));
  }

  Sysctls(Path root) {
    this.root = root;
  }

  /** A setting, such as {@code net/ipv4/conf/all/route_localnet}; empty if there is none. */
  public Optional<String> get(String name) {
    try {
      return Optional.of(Files.readString(root.resolve(name)).strip());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * Changes a setting, unless it has the value already.
   *
   * @throws IOException if it may not be changed
   */
  public void set(String name, String value) throws IOException {
    if (!get(name).equals(Optional.of(value))) {
      Files.writeString(root.resolve(name), value + "\n");
      LOG.log(System.Logger.Level.INFO, "set sysctl {0} to {1}", name, value);
    }
  }
}

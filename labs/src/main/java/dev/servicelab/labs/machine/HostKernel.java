package dev.servicelab.labs.machine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** What the kernel of this machine has of what IPVS mode needs; ordinary nodes share it. */
public enum HostKernel {
  /** IPVS is there. */
  HAS_IPVS,
  /** IPVS and the dummy device lie on the disk as modules that are not loaded. */
  COULD_LOAD_IPVS,
  /** Neither. */
  LACKS_IPVS;

  /**
   * What {@code lab run --mode ipvs --load-modules} loads; kube-proxy's own list and the device.
   */
  static final List<String> MODULES =
      List.of("ip_vs", "ip_vs_rr", "ip_vs_wrr", "ip_vs_sh", "nf_conntrack", "dummy", "xt_set");

  private static final List<String> PROOF = List.of("ip_vs", "dummy");
  private static final Duration LIMIT = Duration.ofSeconds(20);

  /** Looks, and loads nothing. A Docker of another machine is not looked into. */
  public static HostKernel look() {
    if (!DockerHost.isLocal()) {
      return LACKS_IPVS;
    }
    if (PROOF.stream().allMatch(HostKernel::present)) {
      return HAS_IPVS;
    }
    return PROOF.stream().allMatch(name -> present(name) || loadable(name))
        ? COULD_LOAD_IPVS
        : LACKS_IPVS;
  }

  /**
   * Loads the modules of IPVS mode into this machine's kernel.
   *
   * @throws CannotRunHere in modprobe's words if it cannot, as without root
   */
  public static void load() {
    ExternalTool modprobe = modprobe(Stream.concat(Stream.of("-a"), MODULES.stream()).toList());
    if (!modprobe.ok()) {
      throw new CannotRunHere("the modules of IPVS were not loaded: " + modprobe.lastWord());
    }
  }

  private static boolean present(String module) {
    return Files.isDirectory(Path.of("/sys/module", module))
        || Files.exists(Path.of("/proc/net", module));
  }

  private static boolean loadable(String module) {
    try {
      return modprobe(List.of("-n", "-q", module)).ok();
    } catch (CannotRunHere e) {
      return false; // no modprobe, no modules
    }
  }

  private static ExternalTool modprobe(List<String> arguments) {
    String script = "PATH=$PATH:/usr/sbin:/sbin exec modprobe \"$@\"";
    List<String> command =
        Stream.concat(Stream.of("sh", "-c", script, "sh"), arguments.stream()).toList();
    return ExternalTool.run(Path.of("/"), LIMIT, line -> {}, command);
  }
}

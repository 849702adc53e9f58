package dev.servicelab.labs.images;

import dev.servicelab.labs.containers.Labels;
import dev.servicelab.labs.machine.CannotRunHere;
import dev.servicelab.labs.machine.DockerHost;
import dev.servicelab.labs.machine.HostKernel;
import dev.servicelab.labs.machine.Progress;
import dev.servicelab.labs.machine.Terminal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * On which kernel the nodes of IPVS mode run: that of this machine where it has IPVS, else one of
 * their own.
 */
public final class IpvsNodes {
  /** System property: {@code true} if modules may be loaded into this machine's kernel. */
  public static final String LOAD_MODULES = "servicelab.load-modules";

  private IpvsNodes() {}

  /**
   * Whether the nodes need a kernel of their own. Loads modules if the user allows it, and asks
   * where somebody can answer.
   */
  static boolean needOwnKernel(Progress progress) {
    return switch (HostKernel.look()) {
      case HAS_IPVS -> false;
      case COULD_LOAD_IPVS -> !loaded(progress);
      case LACKS_IPVS -> {
        progress.say("this machine's kernel has no ip_vs: nodes get a kernel of their own");
        requireTun();
        yield true;
      }
    };
  }

  private static void requireTun() {
    if (DockerHost.isLocal() && !Files.exists(Path.of("/dev/net/tun"))) {
      throw new CannotRunHere(
          "IPVS mode: this machine's kernel has no ip_vs, and nodes with a kernel of their own need"
              + " /dev/net/tun (module tun)");
    }
  }

  private static boolean loaded(Progress progress) {
    if (!Boolean.getBoolean(LOAD_MODULES) && !allowed(progress)) {
      progress.say(
          "ip_vs is not loaded here: nodes get a kernel of their own (--load-modules would load"
              + " it)");
      return false;
    }
    HostKernel.load();
    progress.say("loaded the modules of IPVS into this machine's kernel");
    return true;
  }

  private static boolean allowed(Progress progress) {
    if (!Terminal.INPUT.attached() || !Terminal.ERROR.attached()) {
      return false;
    }
    progress.say("IPVS mode: load the module ip_vs into this machine's kernel? [y/N]");
    try {
      String answer =
          new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())).readLine();
      return answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the nodes of an image have a kernel of their own. */
  static boolean haveOwnKernel(String image) {
    Map<String, String> labels =
        Objects.requireNonNull(DockerHost.client().inspectImageCmd(image).exec().getConfig())
            .getLabels();
    return labels != null && labels.containsKey(Labels.ENTER);
  }

  /**
   * Refuses an image whose nodes would run on a kernel without IPVS.
   *
   * @throws CannotRunHere saying what would help
   */
  static void requireOwnKernel(String image) {
    if (!NodeImage.present(image)) {
      throw new CannotRunHere(
          "LAB_NODE_IMAGE=%s: Docker has no such image; docker pull would get it".formatted(image));
    }
    if (!haveOwnKernel(image)) {
      throw new CannotRunHere(
          "IPVS mode: this machine's kernel has no ip_vs, and nodes of LAB_NODE_IMAGE=%s have no"
                  .formatted(image)
              + " kernel of their own; without LAB_NODE_IMAGE they get one");
    }
  }
}

package dev.servicelab.labs.course;

import dev.servicelab.labs.cluster.Mode;
import java.util.Arrays;
import java.util.Collection;

/**
 * Scenarios about how one mode of the proxy does it: each carries {@code @iptables-mode} or {@code
 * @ipvs-mode}, and on a cluster of another mode it is skipped.
 */
public final class ModeTags {

  private ModeTags() {}

  /**
   * Whether a scenario is about this mode, or about all of them.
   *
   * @param tags the scenario's tags, with their {@code @}
   * @param mode the cluster's
   */
  public static boolean includes(Collection<String> tags, Mode mode) {
    return tags.contains(tag(mode))
        || Arrays.stream(Mode.values()).map(ModeTags::tag).noneMatch(tags::contains);
  }

  private static String tag(Mode mode) {
    return "@" + mode.word() + "-mode";
  }
}

package dev.servicelab.labs.course;

import dev.servicelab.labs.cluster.ClusterSpec;
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
   * @param mode one of {@link ClusterSpec#MODES}
   */
  public static boolean includes(Collection<String> tags, String mode) {
    return tags.contains(tag(mode))
        || ClusterSpec.MODES.stream().map(ModeTags::tag).noneMatch(tags::contains);
  }

  private static String tag(String mode) {
    return "@" + mode + "-mode";
  }
}

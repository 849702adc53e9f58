package dev.servicelab.labs.course;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * Scenarios that only our own proxy or our own DNS passes: the DNS if they carry {@value #DNS}.
 * Each carries {@value #TAG} and one more tag that says why; with the reference it is skipped, for
 * this reason.
 */
public final class OwnOnly {
  /** The tag of all of them. */
  public static final String TAG = "@own-only";

  /** The tag of the scenarios that assert what a DNS server says. */
  public static final String DNS = "@dns";

  private static final Map<String, String> REASONS =
      Map.of(
          "@dns-choice", "CoreDNS answers otherwise, for which docs/dns-choices.md has reasons",
          "@layouts", "kube-proxy has one layout of its rules",
          "@explains", "kube-proxy does not say why it has a rule",
          "@mode-leftovers", "kube-proxy leaves what its other mode has made, and nothing uses it",
          "@rule-deleted", "kube-proxy notices that a chain is missing, not a rule",
          "@k8s-issue-141371",
              "kube-proxy 1.34 lets a deleted Service's UDP connections live (issue 141371)");

  private OwnOnly() {}

  /**
   * Why the reference does not pass a scenario; empty if it does.
   *
   * @param tags the scenario's tags, with their {@code @}
   * @throws IllegalArgumentException if they do not agree: the tag without a reason, or a reason
   *     without the tag
   */
  public static Optional<String> reason(Collection<String> tags) {
    Optional<String> reason =
        tags.stream().filter(REASONS::containsKey).map(REASONS::get).findFirst();
    if (reason.isPresent() != tags.contains(TAG)) {
      throw new IllegalArgumentException(
          "%s goes with one of %s, and the tags are %s".formatted(TAG, REASONS.keySet(), tags));
    }
    return reason;
  }
}

package dev.servicelab.proxy.apply;

import dev.servicelab.proxy.diff.RulesDiff;
import dev.servicelab.proxy.rules.iptables.IptablesRules;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what the kernel looked like when it was found to be as wanted, so that the usual check,
 * which finds it the same, need not take it apart. Keeps a digest, as the text has megabytes.
 */
final class Sameness {
  private @Nullable IptablesRules rules;
  private byte[] digest = {};

  /** The kernel holds these rules and printed this. */
  void learn(IptablesRules wanted, String saved) {
    rules = wanted;
    digest = digest(saved);
  }

  /** Whether the same rules are wanted and the kernel printed the same. */
  boolean isKnown(IptablesRules wanted, String saved) {
    return rules != null
        && RulesDiff.between(rules, wanted).isEmpty()
        && Arrays.equals(digest, digest(saved));
  }

  /** Of all but the counters of chains, and the comments, which hold the time. */
  private static byte[] digest(String saved) {
    MessageDigest sha = sha256();
    saved
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.startsWith(":") ? line.substring(0, line.lastIndexOf(' ')) : line)
        .forEach(line -> sha.update((line + "\n").getBytes(StandardCharsets.UTF_8)));
    return sha.digest();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}

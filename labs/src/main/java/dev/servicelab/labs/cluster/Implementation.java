package dev.servicelab.labs.cluster;

import java.util.Locale;

/** Whose Service proxy, or whose cluster DNS, a cluster runs. */
public enum Implementation {
  /** The Java implementation of this project. */
  OWN,
  /** The upstream one: kube-proxy or CoreDNS. */
  REFERENCE;

  /**
   * Reads the word of the command line.
   *
   * @param word {@code own} or {@code reference}, in any case
   * @throws IllegalArgumentException naming the two words, for any other word
   */
  public static Implementation of(String word) {
    for (Implementation value : values()) {
      if (value.word().equals(word.toLowerCase(Locale.ROOT))) {
        return value;
      }
    }
    throw new IllegalArgumentException("'" + word + "' is neither own nor reference");
  }

  /**
   * The word used on the command line, in labels and in reports: {@code own} or {@code reference}.
   */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}

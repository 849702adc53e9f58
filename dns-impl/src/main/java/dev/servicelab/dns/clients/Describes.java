package dev.servicelab.dns.clients;

import dev.servicelab.dns.chain.Query;
import java.util.Optional;

/**
 * A plugin that knows more about a question than the question says: metadata in CoreDNS's words.
 */
public interface Describes {

  /**
   * What it knows under a label, such as {@code kubernetes/service}.
   *
   * @return empty if the label is none of its own, or nothing is known
   */
  Optional<String> describe(String label, Query query);
}

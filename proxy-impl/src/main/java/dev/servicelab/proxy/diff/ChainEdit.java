package dev.servicelab.proxy.diff;

import dev.servicelab.proxy.rules.iptables.ChainId;
import dev.servicelab.proxy.rules.iptables.Rule;
import java.util.List;

/**
 * A chain changed rule by rule; what is not named here stays as it is.
 *
 * @param chain which, one that exists
 * @param deleted rules that go
 * @param added rules that come, above all others and in this order
 */
public record ChainEdit(ChainId chain, List<Rule> deleted, List<Rule> added) {

  public ChainEdit {
    deleted = List.copyOf(deleted);
    added = List.copyOf(added);
  }
}

package dev.servicelab.dns.corefile;

import java.util.List;

/**
 * One server block: which zones it serves, where it listens, and its plugins as written.
 *
 * @param keys the zones with their ports, at least one
 * @param directives the plugins' lines in the order they were written, which is not the order they
 *     run in
 * @param at where the block starts
 */
public record ServerBlock(List<ZoneKey> keys, List<Directive> directives, Position at) {

  public ServerBlock {
    keys = List.copyOf(keys);
    directives = List.copyOf(directives);
  }
}

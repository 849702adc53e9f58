package dev.servicelab.proxy.conntrack;

import dev.servicelab.proxy.conntrack.Flow.Peer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Deletes all connections to a destination, or answered by an endpoint, or both. The tool walks
 * through the kernel's whole table for each, so there should be few.
 *
 * @param destination empty for any
 * @param replySource empty for any
 */
record Deletion(Optional<Peer> destination, Optional<Peer> replySource) {

  /** A few that delete all stale ones among the flows, and no others. */
  static List<Deletion> of(List<Flow> flows, List<Flow> stale) {
    Set<Flow> left = new HashSet<>(stale);
    List<Deletion> deletions = new ArrayList<>();
    for (Peer one : wholly(flows, left, Flow::destination)) {
      deletions.add(new Deletion(Optional.of(one), Optional.empty()));
      left.removeIf(flow -> flow.destination().equals(one));
    }
    for (Peer one : wholly(flows, left, Flow::replySource)) {
      deletions.add(new Deletion(Optional.empty(), Optional.of(one)));
      left.removeIf(flow -> flow.replySource().equals(one));
    }
    left.forEach(
        flow ->
            deletions.add(
                new Deletion(Optional.of(flow.destination()), Optional.of(flow.replySource()))));
    return deletions;
  }

  /** The ends all of whose flows are to go. */
  private static Set<Peer> wholly(List<Flow> flows, Set<Flow> going, Function<Flow, Peer> end) {
    Set<Peer> ends = going.stream().map(end).collect(Collectors.toSet());
    flows.stream().filter(flow -> !going.contains(flow)).map(end).forEach(ends::remove);
    return ends;
  }

  /** As a line that {@code conntrack --load-file} reads. */
  String line(String family) {
    StringBuilder line = new StringBuilder("-D -f ").append(family).append(" -p udp");
    destination.ifPresent(
        to ->
            line.append(" --orig-dst ")
                .append(to.ip())
                .append(" --orig-port-dst ")
                .append(to.port()));
    replySource.ifPresent(
        by ->
            line.append(" --reply-src ")
                .append(by.ip())
                .append(" --reply-port-src ")
                .append(by.port()));
    return line.append('\n').toString();
  }
}

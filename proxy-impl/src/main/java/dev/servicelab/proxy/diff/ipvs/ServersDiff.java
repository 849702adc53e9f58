package dev.servicelab.proxy.diff.ipvs;

import dev.servicelab.proxy.rules.ipvs.RealServer;
import dev.servicelab.proxy.rules.ipvs.VirtualAddress;
import dev.servicelab.proxy.rules.ipvs.VirtualServer;
import dev.servicelab.state.Protocol;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Leads virtual servers from what is there to what is wanted. A real server of a TCP Service does
 * not go at once: it gets weight 0, which keeps its connections, and goes when it has none left.
 * UDP knows no end of a connection, and SCTP's are moved by its own means, so theirs go now.
 */
final class ServersDiff {
  private final List<ServerChange> changes = new ArrayList<>();
  private final SortedMap<VirtualAddress, VirtualServer> after = new TreeMap<>();

  private ServersDiff() {}

  /**
   * Compares.
   *
   * @param untouched addresses where nothing is deleted that nobody wants
   */
  static ServersDiff between(
      SortedMap<VirtualAddress, VirtualServer> now,
      SortedMap<VirtualAddress, VirtualServer> wanted,
      Predicate<VirtualAddress> untouched) {
    ServersDiff diff = new ServersDiff();
    now.forEach(
        (address, server) -> {
          if (!wanted.containsKey(address)) {
            diff.unwanted(server, untouched.test(address));
          }
        });
    wanted.forEach((address, server) -> diff.wanted(now.get(address), server));
    return diff;
  }

  /** What is to be done. */
  List<ServerChange> changes() {
    return changes;
  }

  /** What is there when it is done: also real servers on their way out. */
  SortedMap<VirtualAddress, VirtualServer> after() {
    return after;
  }

  private void unwanted(VirtualServer server, boolean untouched) {
    if (untouched) {
      after.put(server.address(), server);
    } else {
      changes.add(new ServerChange.Gone(server.address()));
    }
  }

  private void wanted(@Nullable VirtualServer was, VirtualServer is) {
    if (was == null) {
      changes.add(new ServerChange.Made(is));
      is.servers().forEach(one -> changes.add(new ServerChange.RealMade(is.address(), one)));
      after.put(is.address(), is);
    } else if (isSame(was, is)) {
      after.put(is.address(), is);
    } else {
      if (!was.balancesLike(is)) {
        changes.add(new ServerChange.Balanced(is));
      }
      realServers(was, is);
    }
  }

  /** What nobody has changed is the same object. */
  @SuppressWarnings("ReferenceEquality")
  private static boolean isSame(VirtualServer was, VirtualServer is) {
    return was == is;
  }

  private void realServers(VirtualServer was, VirtualServer is) {
    VirtualAddress address = is.address();
    Map<String, RealServer> before = new HashMap<>();
    was.servers().forEach(one -> before.put(one.at(), one));
    for (RealServer one : is.servers()) {
      RealServer known = before.remove(one.at());
      if (known == null) {
        changes.add(new ServerChange.RealMade(address, one));
      } else if (known.weight() != one.weight()) {
        changes.add(new ServerChange.RealWeighed(address, one));
      }
    }
    List<RealServer> leaving = new ArrayList<>();
    was.servers().stream()
        .filter(one -> before.containsKey(one.at()))
        .forEach(one -> goes(address, one, leaving));
    List<RealServer> all = new ArrayList<>(is.servers());
    all.addAll(leaving);
    after.put(address, leaving.isEmpty() ? is : is.with(all));
  }

  private void goes(VirtualAddress address, RealServer one, List<RealServer> leaving) {
    if (address.protocol() != Protocol.TCP) {
      changes.add(new ServerChange.RealGone(address, one));
    } else {
      RealServer last = one.with(RealServer.LEAVING);
      leaving.add(last);
      if (one.weight() != RealServer.LEAVING) {
        changes.add(new ServerChange.RealWeighed(address, last));
      }
    }
  }
}

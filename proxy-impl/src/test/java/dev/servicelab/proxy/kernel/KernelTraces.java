package dev.servicelab.proxy.kernel;

import dev.servicelab.proxy.kernel.Netfilter.Message;
import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.proxy.rules.iptables.ChainId;
import dev.servicelab.proxy.rules.iptables.IptablesRules;
import dev.servicelab.proxy.rules.iptables.Rule;
import dev.servicelab.proxy.rules.iptables.Table;
import dev.servicelab.proxy.trace.Trace.Step;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The ways that packets really went, rule by rule, as the kernel tells by its traces. A packet is
 * known by a number in its header that no translation changes: the identification of IPv4, the flow
 * label of IPv6.
 */
public final class KernelTraces implements AutoCloseable {
  private static final int TYPE_RULE = 3;

  /** Attributes of a trace. */
  private static final int TABLE = 1;

  private static final int CHAIN = 2;
  private static final int HANDLE = 3;
  private static final int TYPE = 4;
  private static final int ID = 6;
  private static final int NETWORK_HEADER = 8;
  private static final int FAMILY = 15;

  private final Netfilter traces = Netfilter.traces();
  private final Map<IpFamily, Map<Place, Step>> rules = new EnumMap<>(IpFamily.class);
  private final Map<Long, Integer> packetOfTrace = new HashMap<>();
  private final Map<IpFamily, Map<Integer, List<Step>>> ways = new EnumMap<>(IpFamily.class);

  /** Where the kernel has a rule. */
  private record Place(String table, String chain, long handle) {}

  /** Looks up which of the kernel's rules are these; they must be all there is in their chains. */
  public void learn(IptablesRules expected) {
    Map<ChainId, List<Long>> handles = new HashMap<>();
    try (Netfilter netfilter = Netfilter.open()) {
      netfilter.rules(family(expected.family()), message -> note(message, handles));
    }
    Map<Place, Step> known = new HashMap<>();
    handles.forEach(
        (chain, all) -> {
          List<Rule> ours = rulesOf(expected, chain);
          if (ours.size() != all.size()) {
            throw new IllegalStateException(chain + ": " + all.size() + " rules, not " + ours);
          }
          for (int at = 0; at < all.size(); at++) {
            Place place = new Place(chain.table().nativeName(), chain.name(), all.get(at));
            known.put(place, new Step(chain, ours.get(at)));
          }
        });
    rules.put(expected.family(), known);
  }

  /** Takes in what the kernel has to tell, until it has been silent for this long. */
  public void listen(int millis) {
    traces.untilQuiet(millis, this::take);
  }

  /** The rules that held for a packet, in order. */
  public List<Step> of(IpFamily family, int packet) {
    return ways.getOrDefault(family, Map.of()).getOrDefault(packet, List.of());
  }

  @Override
  public void close() {
    traces.close();
  }

  private void take(Message message) {
    if (message.type() != Netfilter.MESSAGE_TRACE) {
      return;
    }
    IpFamily family =
        message.number(FAMILY) == family(IpFamily.IPV4) ? IpFamily.IPV4 : IpFamily.IPV6;
    byte[] header = message.attributes().get(NETWORK_HEADER);
    if (header != null) {
      packetOfTrace.put(message.number(ID), number(header));
    }
    Integer packet = packetOfTrace.get(message.number(ID));
    Place place = new Place(message.text(TABLE), message.text(CHAIN), message.number(HANDLE));
    Step step = rules.getOrDefault(family, Map.of()).get(place);
    if (message.number(TYPE) == TYPE_RULE && packet != null && step != null) {
      ways.computeIfAbsent(family, key -> new HashMap<>())
          .computeIfAbsent(packet, key -> new ArrayList<>())
          .add(step);
    }
  }

  private static int number(byte[] header) {
    ByteBuffer bytes = ByteBuffer.wrap(header);
    boolean ipv4 = header[0] >> 4 == 4;
    return ipv4 ? Short.toUnsignedInt(bytes.getShort(4)) : bytes.getInt(0) & 0xfffff;
  }

  private static void note(Message message, Map<ChainId, List<Long>> handles) {
    Optional<Table> table =
        List.of(Table.values()).stream()
            .filter(one -> one.nativeName().equals(message.text(TABLE)))
            .findFirst();
    if (message.type() == Netfilter.MESSAGE_RULE && table.isPresent()) {
      handles
          .computeIfAbsent(new ChainId(table.get(), message.text(CHAIN)), key -> new ArrayList<>())
          .add(message.number(HANDLE));
    }
  }

  private static List<Rule> rulesOf(IptablesRules expected, ChainId chain) {
    return expected.chains().containsKey(chain)
        ? expected.chains().get(chain).rules()
        : expected.jumps().reversed().stream()
            .filter(jump -> jump.from().equals(chain))
            .map(jump -> jump.rule())
            .toList();
  }

  private static int family(IpFamily family) {
    return family == IpFamily.IPV4 ? 2 : 10;
  }
}

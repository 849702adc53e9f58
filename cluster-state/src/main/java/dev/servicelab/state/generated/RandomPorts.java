package dev.servicelab.state.generated;

import dev.servicelab.state.Protocol;
import dev.servicelab.state.ServiceRecord.Port;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a Service's ports up. An API server wants names where there are several, all different, and
 * no port twice in one protocol.
 */
final class RandomPorts {
  private static final List<Protocol> PROTOCOLS =
      List.of(Protocol.TCP, Protocol.TCP, Protocol.TCP, Protocol.UDP, Protocol.UDP, Protocol.SCTP);
  private static final List<Integer> PORTS = List.of(53, 80, 443, 8080, 9000, 65_535);

  private final Slot slot;
  private final Dice dice;

  RandomPorts(Slot slot, Dice dice) {
    this.slot = slot;
    this.dice = dice;
  }

  /** One to four ports, each with a node port. */
  List<Port> ports() {
    if (dice.chance(40)) {
      String name = dice.chance(60) ? "" : "http";
      return List.of(new Port(name, dice.one(PROTOCOLS), dice.one(PORTS), slot.nodePort(0)));
    }
    return dice.chance(30) ? oneNumber() : several();
  }

  /** The same number in several protocols, as DNS has it; then often the same node port, too. */
  private List<Port> oneNumber() {
    int number = dice.one(PORTS);
    boolean oneNodePort = dice.chance(60);
    List<Port> ports = new ArrayList<>();
    for (Protocol protocol : dice.some(List.of(Protocol.values()), dice.between(2, 3))) {
      int nodePort = slot.nodePort(oneNodePort ? 0 : ports.size());
      ports.add(new Port("dns-" + protocol.lowerCase(), protocol, number, nodePort));
    }
    return ports;
  }

  private List<Port> several() {
    List<Port> ports = new ArrayList<>();
    for (int number : dice.some(PORTS, dice.between(2, 4))) {
      int index = ports.size();
      ports.add(new Port("p" + index, dice.one(PROTOCOLS), number, slot.nodePort(index)));
    }
    return ports;
  }
}

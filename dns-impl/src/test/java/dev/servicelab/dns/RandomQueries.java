package dev.servicelab.dns;

import dev.servicelab.state.ClusterSnapshot;
import dev.servicelab.state.EndpointSliceRecord;
import dev.servicelab.state.ServiceRecord;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.xbill.DNS.ReverseMap;
import org.xbill.DNS.Type;

/** Packets as clients of a cluster send them, and some as they do not. */
final class RandomQueries {

  private static final String ZONE = "cluster.local.";
  private static final int[] TYPES = {
    Type.A,
    Type.AAAA,
    Type.SRV,
    Type.PTR,
    Type.TXT,
    Type.CNAME,
    Type.SOA,
    Type.NS,
    Type.MX,
    Type.ANY,
    Type.HTTPS,
    Type.DS,
    Type.CAA,
    Type.AXFR,
    Type.OPT,
    Type.NULL,
    0,
    65_280
  };
  private static final int[] PAYLOADS = {0, 100, 512, 600, 1232, 4096, 65_535};

  private final Random random;
  private final List<String> names = new ArrayList<>();

  RandomQueries(long seed) {
    this.random = new Random(seed);
    names.addAll(
        List.of(
            ZONE,
            "svc." + ZONE,
            "pod." + ZONE,
            "default.svc." + ZONE,
            "1-2-3-4.default.pod." + ZONE,
            "dns-version." + ZONE,
            "ns.dns." + ZONE,
            "hostmaster." + ZONE,
            "www.example.org.",
            "10.in-addr.arpa.",
            "."));
  }

  /** Asks for this cluster's names from now on, too. */
  void learn(ClusterSnapshot cluster) {
    for (ServiceRecord service : cluster.services()) {
      String name = service.name() + "." + service.namespace() + ".svc." + ZONE;
      names.add(name);
      service.clusterIps().forEach(this::learnReverse);
      service.ports().forEach(port -> learnPort(port.name(), port.protocol().lowerCase(), name));
    }
    for (EndpointSliceRecord slice : cluster.endpointSlices()) {
      String name = slice.serviceName() + "." + slice.namespace() + ".svc." + ZONE;
      slice.ports().forEach(port -> learnPort(port.name(), port.protocol().lowerCase(), name));
      for (EndpointSliceRecord.Endpoint endpoint : slice.endpoints()) {
        endpoint.addresses().forEach(this::learnReverse);
        String label = String.join("", endpoint.addresses()).replaceAll("[.:]", "-");
        names.add((endpoint.hostname().isEmpty() ? label : endpoint.hostname()) + "." + name);
      }
    }
  }

  byte[] next() {
    byte[] name = wire(name());
    boolean edns = random.nextInt(3) > 0;
    ByteBuffer packet = ByteBuffer.allocate(12 + name.length + 4 + (edns ? 15 : 0));
    packet.putShort((short) random.nextInt());
    packet.put((byte) (rarely(1, 0) | rarely(0x84, 0)));
    packet.put((byte) (rarely(0x10, 0) | rarely(0x20, 0) | rarely(0x40, 0)));
    packet.putShort((short) rarely(2, 1)).putShort((short) 0);
    packet.putShort((short) 0).putShort((short) (edns ? 1 : 0));
    packet.put(name).putShort((short) TYPES[least(TYPES.length)]);
    packet.putShort((short) rarely(3, 1));
    if (edns) {
      putOpt(packet);
    }
    return Arrays.copyOf(packet.array(), packet.position());
  }

  private void putOpt(ByteBuffer packet) {
    packet.put((byte) 0).putShort((short) Type.OPT);
    packet.putShort((short) PAYLOADS[random.nextInt(PAYLOADS.length)]);
    packet.put((byte) 0).put((byte) rarely(1, 0));
    packet.putShort((short) (random.nextBoolean() ? 0x8000 : 0));
    boolean option = rarely(1, 0) == 1;
    packet.putShort((short) (option ? 4 : 0));
    if (option) {
      packet.putShort((short) 3).putShort((short) 0);
    }
  }

  private String name() {
    String name = names.get(random.nextInt(names.size()));
    return switch (random.nextInt(12)) {
      case 0 -> "absent." + name;
      case 1 -> "_tcp." + name;
      case 2 -> name.substring(name.indexOf('.') + 1) + (name.equals(".") ? "." : "");
      case 3 -> name + "default.svc." + ZONE;
      case 4 -> name + ZONE;
      case 5 -> "a.b.c.d." + name;
      case 6 -> name.replace('0', '1');
      default -> name;
    };
  }

  /** The name as bytes, its letters in any case. */
  private byte[] wire(String name) {
    ByteBuffer wire = ByteBuffer.allocate(300);
    boolean mixed = random.nextInt(4) == 0;
    for (String label : name.split("\\.")) {
      if (!label.isEmpty()) {
        String spelled = mixed && random.nextBoolean() ? label.toUpperCase(Locale.ROOT) : label;
        wire.put((byte) spelled.length()).put(spelled.getBytes(StandardCharsets.US_ASCII));
      }
    }
    return Arrays.copyOf(wire.array(), wire.position() + 1);
  }

  private void learnPort(String port, String protocol, String service) {
    names.add("_" + port + "._" + protocol + "." + service);
  }

  private void learnReverse(String ip) {
    names.add(ReverseMap.fromAddress(InetAddress.ofLiteral(ip)).toString());
  }

  private int rarely(int rare, int usual) {
    return random.nextInt(40) == 0 ? rare : usual;
  }

  /** Small numbers more often than large ones. */
  private int least(int bound) {
    return Math.min(random.nextInt(bound), random.nextInt(bound));
  }
}

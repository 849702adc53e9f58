package dev.servicelab.proxy.kernel;

import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.proxy.trace.Packet;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * Sends first packets of connections, from any address, without a connection: TCP with SYN, a UDP
 * datagram, an SCTP INIT. Made on a thread that is in the sender's namespace; afterwards any thread
 * may use it.
 */
public final class RawSender implements AutoCloseable {
  private static final int AF_INET = 2;
  private static final int AF_INET6 = 10;
  private static final int SOCK_RAW = 3;
  private static final int IPPROTO_RAW = 255;
  private static final int SYN = 0x5002;
  private static final int INIT_LENGTH = 20;

  private final int ipv4 = Native.socket(AF_INET, SOCK_RAW, IPPROTO_RAW);
  private final int ipv6 = Native.socket(AF_INET6, SOCK_RAW, IPPROTO_RAW);

  /**
   * Sends one.
   *
   * @param sourcePort the client's port, and what {@link KernelTraces} knows the packet by
   * @return whether the kernel took it
   */
  public boolean send(Packet packet, int sourcePort) {
    byte[] source = InetAddress.ofLiteral(packet.source()).getAddress();
    byte[] destination = InetAddress.ofLiteral(packet.destination()).getAddress();
    byte[] payload = payload(packet, sourcePort, source, destination);
    boolean isIpv4 = packet.family() == IpFamily.IPV4;
    ByteBuffer bytes = ByteBuffer.allocate((isIpv4 ? 20 : 40) + payload.length);
    if (isIpv4) {
      bytes.putShort((short) 0x4500).putShort((short) bytes.capacity());
      bytes.putShort((short) sourcePort).putShort((short) 0).put((byte) 64).put(protocol(packet));
      // The kernel fills in the checksum.
      bytes.putShort((short) 0);
    } else {
      bytes.putInt(6 << 28 | sourcePort).putShort((short) payload.length);
      bytes.put(protocol(packet)).put((byte) 64);
    }
    bytes.put(source).put(destination).put(payload);
    return Native.send(isIpv4 ? ipv4 : ipv6, bytes.array(), socketAddress(destination));
  }

  @Override
  public void close() {
    Native.close(ipv4);
    Native.close(ipv6);
  }

  private static byte protocol(Packet packet) {
    return (byte)
        switch (packet.protocol()) {
          case TCP -> 6;
          case UDP -> 17;
          case SCTP -> 132;
        };
  }

  private static byte[] payload(Packet packet, int sourcePort, byte[] source, byte[] destination) {
    ByteBuffer bytes =
        ByteBuffer.allocate(
            switch (packet.protocol()) {
              case TCP -> 20;
              case UDP -> 9;
              case SCTP -> 12 + INIT_LENGTH;
            });
    bytes.putShort((short) sourcePort).putShort((short) packet.port());
    switch (packet.protocol()) {
      case TCP -> {
        bytes.putInt(1).putInt(0).putShort((short) SYN).putShort((short) 1000);
        bytes.putShort(16, sum(packet, bytes.array(), source, destination));
      }
      case UDP -> {
        bytes.putShort((short) bytes.capacity());
        bytes.putShort(6, sum(packet, bytes.array(), source, destination));
      }
      case SCTP -> sctp(bytes);
    }
    return bytes.array();
  }

  /** RFC 9260: a packet whose only chunk is INIT. */
  private static void sctp(ByteBuffer bytes) {
    bytes.putInt(0).putInt(0);
    bytes.put((byte) 1).put((byte) 0).putShort((short) INIT_LENGTH);
    bytes.putInt(1).putInt(65_536).putShort((short) 1).putShort((short) 1).putInt(1);
    CRC32C crc = new CRC32C();
    crc.update(bytes.duplicate().clear());
    bytes.order(ByteOrder.LITTLE_ENDIAN).putInt(8, (int) crc.getValue());
  }

  /** The Internet checksum over the pseudo header and the payload: RFC 9293, RFC 8200. */
  private static short sum(Packet packet, byte[] payload, byte[] source, byte[] destination) {
    long sum = words(source) + words(destination) + words(payload);
    sum += Byte.toUnsignedInt(protocol(packet)) + payload.length;
    while (sum >>> 16 != 0) {
      sum = (sum & 0xffff) + (sum >>> 16);
    }
    return (short) ~sum;
  }

  private static long words(byte[] bytes) {
    long sum = 0;
    for (int at = 0; at < bytes.length; at++) {
      sum += (long) Byte.toUnsignedInt(bytes[at]) << (at % 2 == 0 ? 8 : 0);
    }
    return sum;
  }

  private static byte[] socketAddress(byte[] destination) {
    ByteBuffer bytes = ByteBuffer.allocate(destination.length == 4 ? 16 : 28);
    bytes.order(ByteOrder.nativeOrder());
    bytes.putShort((short) (destination.length == 4 ? AF_INET : AF_INET6));
    bytes.position(destination.length == 4 ? 4 : 8);
    bytes.put(destination);
    return bytes.array();
  }
}

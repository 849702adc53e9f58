package dev.servicelab.labs.fuzz;

import dev.servicelab.dns.chain.Client.Transport;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Header;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/** Whether a reply to a hostile packet is one that a well-behaved server may send. */
final class Judge {

  /** The largest UDP reply: what clients may offer at most. */
  private static final int LARGEST = 65535;

  private static final int HEADER = 12;

  private Judge() {}

  /**
   * What is wrong with a reply, in a few words; empty if nothing is.
   *
   * @param reply the reply; empty if there was none
   */
  static Optional<String> complaint(byte[] packet, Optional<byte[]> reply, Transport transport) {
    boolean deservesOne = packet.length >= HEADER && (packet[2] & 0x80) == 0;
    if (reply.isEmpty()) {
      return deservesOne ? Optional.of("no reply") : Optional.empty();
    }
    return deservesOne
        ? complaint(packet, reply.get(), transport)
        : Optional.of("a reply to what is no question");
  }

  private static Optional<String> complaint(byte[] packet, byte[] reply, Transport transport) {
    if (reply.length > LARGEST) {
      return Optional.of("a reply of " + reply.length + " bytes over " + transport.label());
    }
    Message message;
    try {
      message = new Message(reply);
    } catch (IOException | RuntimeException e) {
      return Optional.of("a reply that cannot be read: " + e);
    }
    Header header = message.getHeader();
    if (!header.getFlag(Flags.QR) || header.getID() != id(packet)) {
      return Optional.of("a reply that is none: another number, or no QR");
    }
    // Nobody is asked who could fail, so a failure is a mistake of this server.
    return message.getRcode() == Rcode.SERVFAIL
        ? Optional.of("SERVFAIL, though nothing can fail")
        : Optional.empty();
  }

  /**
   * How a reply of the fast lane differs from the plugins' to the same packet.
   *
   * @return empty if both say the same, in whatever order
   */
  static Optional<String> difference(byte[] fast, byte[] slow) {
    String one = told(fast);
    String other = told(slow);
    return one.equals(other)
        ? Optional.empty()
        : Optional.of("the fast lane says " + one + ", the plugins " + other);
  }

  private static String told(byte[] reply) {
    try {
      Message message = new Message(reply);
      Header header = message.getHeader();
      StringBuilder text = new StringBuilder();
      text.append(header.printFlags()).append(' ').append(Rcode.string(message.getRcode()));
      text.append(' ').append(message.getQuestion());
      // Which records are left out depends on their order, and that may differ.
      for (int section = 1; section <= 3 && !header.getFlag(Flags.TC); section++) {
        text.append(message.getSection(section).stream().map(Judge::told).sorted().toList());
      }
      return text.toString();
    } catch (IOException e) {
      return "what cannot be read: " + e.getMessage();
    }
  }

  /** A record but for its TTL and the case of its names: those of the cache are what they were. */
  private static String told(Record record) {
    String text = record.getName() + " " + record.getType() + " " + record.rdataToString();
    return record.getType() == Type.OPT ? record.toString() : text.toLowerCase(Locale.ROOT);
  }

  /** The message's number. */
  static int id(byte[] message) {
    return ((message[0] & 0xff) << 8) | (message[1] & 0xff);
  }
}

package dev.servicelab.dns.wire;

import dev.servicelab.dns.chain.Client;
import dev.servicelab.dns.chain.Query;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.ExtendedFlags;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Header;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;

/** Reads what clients send. No packet makes it throw. */
public final class MessageReader {

  private MessageReader() {}

  /** What this packet asks, or what to tell its sender instead. */
  public static Decoded read(byte[] packet, Client client) {
    if (packet.length < RawHeader.LENGTH) {
      return new Decoded.Ignored();
    }
    RawHeader header = new RawHeader(packet);
    if (header.isReply()) {
      return new Decoded.Ignored();
    }
    if (!header.isQuestion()) {
      return new Decoded.Rejected(header.rejection(Rcode.NOTIMP));
    }
    if (!header.countsOneQuestion()) {
      return new Decoded.Rejected(header.rejection(Rcode.FORMERR));
    }
    try {
      return question(new Message(packet), packet.length, client);
    } catch (IOException | RuntimeException e) {
      // dnsjava reports broken packets by several unchecked exceptions besides WireParseException.
      return new Decoded.Rejected(header.rejection(Rcode.FORMERR));
    }
  }

  private static Decoded question(Message message, int size, Client client) {
    Record question = message.getQuestion();
    OPTRecord opt = message.getOPT();
    if (opt != null && opt.getVersion() != 0) {
      return new Decoded.Rejected(badVersion(message));
    }
    Header header = message.getHeader();
    Query.Request request =
        new Query.Request(
            header.getID(),
            header.getOpcode(),
            header.getFlag(Flags.RD),
            header.getFlag(Flags.CD),
            header.getFlag(Flags.AD),
            edns(opt),
            size,
            serial(message));
    return new Decoded.Asked(
        new Query(question.getName(), question.getType(), question.getDClass(), request, client));
  }

  private static Optional<Query.Edns> edns(@Nullable OPTRecord opt) {
    if (opt == null) {
      return Optional.empty();
    }
    boolean dnssecOk = (opt.getFlags() & ExtendedFlags.DO) != 0;
    return Optional.of(new Query.Edns(opt.getPayloadSize(), dnssecOk, opt.getOptions()));
  }

  private static OptionalLong serial(Message message) {
    return message.getSection(Section.AUTHORITY).stream()
        .filter(SOARecord.class::isInstance)
        .mapToLong(record -> ((SOARecord) record).getSerial())
        .findFirst();
  }

  /** BADVERS with version 0, so that the sender learns what is spoken here (RFC 6891 §6.1.3). */
  private static ByteBuffer badVersion(Message query) {
    Message reply = new Message(query.getHeader().getID());
    reply.getHeader().setFlag(Flags.QR);
    reply.getHeader().setOpcode(query.getHeader().getOpcode());
    MessageWriter.repeatBits(
        query.getHeader().getFlag(Flags.RD),
        query.getHeader().getFlag(Flags.CD),
        reply.getHeader());
    reply.addRecord(query.getQuestion(), Section.QUESTION);
    reply.addRecord(
        new OPTRecord(MessageWriter.PAYLOAD_SIZE, Rcode.BADVERS >> 4, 0), Section.ADDITIONAL);
    return ByteBuffer.wrap(reply.toWire());
  }
}

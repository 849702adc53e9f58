package dev.servicelab.dns.wire;

import dev.servicelab.dns.chain.Client.Transport;
import dev.servicelab.dns.chain.Outcome;
import dev.servicelab.dns.chain.Query;
import dev.servicelab.dns.chain.Sections;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.xbill.DNS.ExtendedFlags;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Header;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * Writes replies.
 *
 * <p>Names are compressed without regard to case, and the question comes first; so an owner below
 * the name asked for is written as a pointer into the question and keeps the client's spelling
 * (draft-vixie-dnsext-dns0x20), whatever case the record holds.
 */
public final class MessageWriter {

  /** The UDP size this server offers: fits an unfragmented IPv6 packet (DNS flag day 2020). */
  static final int PAYLOAD_SIZE = 1232;

  /** What a client without EDNS takes over UDP (RFC 1035 §2.3.4). */
  private static final int PLAIN_UDP_SIZE = 512;

  private static final int TCP_SIZE = 65535;

  /** Records of a zone in one message, uncompressed: the pointers of compression reach 16 kB. */
  private static final int TRANSFER_SIZE = 16_000;

  private MessageWriter() {}

  /** The reply to a query, cut to what the client's transport carries. */
  public static Encoded write(Query query, Outcome outcome) {
    int limit = limit(query);
    int total = count(outcome.sections());
    byte[] whole = message(query, outcome, total).toWire();
    if (whole.length <= limit) {
      return new Encoded(ByteBuffer.wrap(whole), outcome.flags().truncated());
    }
    if (!outcome.sections().options().isEmpty()) {
      // What explains an answer must not cost a part of it (RFC 8914 §3).
      return write(query, outcome.with(outcome.sections().withoutOptions()));
    }
    return new Encoded(ByteBuffer.wrap(longestThatFits(query, outcome, total, limit)), true);
  }

  /**
   * The replies to a query over TCP: one, or as many as a whole zone needs (RFC 5936 §2.2), each of
   * which has a part of its records.
   */
  public static List<Encoded> writeAll(Query query, Outcome outcome) {
    boolean transfer = query.type() == Type.AXFR || query.type() == Type.IXFR;
    boolean udp = query.client().transport() == Transport.UDP;
    if (!transfer || udp || outcome.sections().answer().isEmpty()) {
      return List.of(write(query, outcome));
    }
    List<Encoded> replies = new ArrayList<>();
    List<Record> part = new ArrayList<>();
    int bytes = 0;
    for (Record record : outcome.sections().answer()) {
      int length = record.toWire(Section.ANSWER).length;
      if (bytes + length > TRANSFER_SIZE) {
        replies.add(write(query, outcome.with(Sections.answer(part))));
        part.clear();
        bytes = 0;
      }
      part.add(record);
      bytes += length;
    }
    replies.add(write(query, outcome.with(Sections.answer(part))));
    return List.copyOf(replies);
  }

  /**
   * Leaves records out from the end until the rest fits. Half a record set is better than none
   * here: resolvers without TCP (musl before 1.2.4) live on what a truncated reply holds.
   */
  private static byte[] longestThatFits(Query query, Outcome outcome, int total, int limit) {
    int fits = 0;
    int tooMany = total;
    while (tooMany - fits > 1) {
      int middle = (fits + tooMany) / 2;
      if (message(query, outcome, middle).toWire().length <= limit) {
        fits = middle;
      } else {
        tooMany = middle;
      }
    }
    return message(query, outcome, fits).toWire();
  }

  private static Message message(Query query, Outcome outcome, int records) {
    Message message = new Message(query.request().id());
    setHeader(message.getHeader(), query, outcome);
    message.addRecord(
        Record.newRecord(query.name(), query.type(), query.dclass()), Section.QUESTION);
    Sections sections = outcome.sections();
    int left = add(message, Section.ANSWER, sections.answer(), records);
    left = add(message, Section.AUTHORITY, sections.authority(), left);
    add(message, Section.ADDITIONAL, sections.additional(), left);
    if (records < count(sections)) {
      message.getHeader().setFlag(Flags.TC);
    }
    query
        .request()
        .edns()
        .ifPresent(edns -> message.addRecord(opt(edns, outcome), Section.ADDITIONAL));
    return message;
  }

  private static int add(Message message, int section, Iterable<Record> records, int most) {
    int left = most;
    for (Record record : records) {
      if (left == 0) {
        break;
      }
      message.addRecord(record instanceof SRVRecord srv ? new PointedAtSrv(srv) : record, section);
      left--;
    }
    return left;
  }

  private static void setHeader(Header header, Query query, Outcome outcome) {
    header.setFlag(Flags.QR);
    header.setRcode(outcome.rcode() & 0xf);
    set(header, Flags.AA, outcome.flags().authoritative());
    set(header, Flags.RA, outcome.flags().recursionAvailable());
    set(header, Flags.AD, outcome.flags().authenticData());
    set(header, Flags.TC, outcome.flags().truncated());
    header.setOpcode(query.request().opcode());
    repeatBits(query.request().recursionDesired(), query.request().checkingDisabled(), header);
  }

  /** RD and CD come back as they were; only queries have them (RFC 1035 §4.1.1). */
  static void repeatBits(boolean recursionDesired, boolean checkingDisabled, Header header) {
    if (header.getOpcode() == Opcode.QUERY) {
      set(header, Flags.RD, recursionDesired);
      set(header, Flags.CD, checkingDisabled);
    }
  }

  private static void set(Header header, int flag, boolean value) {
    if (value) {
      header.setFlag(flag);
    }
  }

  private static OPTRecord opt(Query.Edns edns, Outcome outcome) {
    int flags = edns.dnssecOk() ? ExtendedFlags.DO : 0;
    return new OPTRecord(
        PAYLOAD_SIZE, outcome.rcode() >> 4, 0, flags, outcome.sections().options());
  }

  private static int count(Sections sections) {
    return sections.answer().size() + sections.authority().size() + sections.additional().size();
  }

  private static int limit(Query query) {
    if (query.client().transport() == Transport.TCP) {
      return TCP_SIZE;
    }
    return query
        .request()
        .edns()
        .map(edns -> Math.max(PLAIN_UDP_SIZE, edns.payloadSize()))
        .orElse(PLAIN_UDP_SIZE);
  }
}

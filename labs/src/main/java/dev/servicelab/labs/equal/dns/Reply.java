package dev.servicelab.labs.equal.dns;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Header;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * A response, in the parts by which it is compared.
 *
 * @param head response code, opcode and flags
 * @param question the question section
 * @param answer its records
 * @param authority likewise
 * @param additional likewise, without EDNS
 * @param edns EDNS's version, flags and options; empty without EDNS
 * @param truncated whether TC is set
 * @param size in bytes
 */
record Reply(
    String head,
    List<String> question,
    List<Line> answer,
    List<Line> authority,
    List<Line> additional,
    String edns,
    boolean truncated,
    int size) {

  /** What stands for the serial of an SOA, which is the time of the last change as each saw it. */
  private static final String SERIAL = "SERIAL";

  /** What stands for the server's own address. */
  private static final String SELF = "SELF";

  private static final int[] FLAGS = {
    Flags.QR, Flags.AA, Flags.TC, Flags.RD, Flags.RA, Flags.AD, Flags.CD
  };

  /**
   * A record.
   *
   * @param text all but the TTL
   */
  record Line(String text, long ttl) {}

  /**
   * Reads a response.
   *
   * @param self the address of the server on its network
   * @throws IOException if it is not a DNS message
   */
  static Reply parse(byte[] wire, String self) throws IOException {
    Message message = new Message(wire);
    Header header = message.getHeader();
    StringBuilder head = new StringBuilder(Rcode.string(message.getRcode()));
    head.append(' ').append(Opcode.string(header.getOpcode()));
    for (int flag : FLAGS) {
      head.append(header.getFlag(flag) ? " " + Flags.string(flag) : "");
    }
    OPTRecord opt = message.getOPT();
    return new Reply(
        head.toString(),
        message.getSection(Section.QUESTION).stream().map(Record::toString).toList(),
        lines(message, Section.ANSWER, self),
        lines(message, Section.AUTHORITY, self),
        lines(message, Section.ADDITIONAL, self),
        opt == null ? "" : edns(opt),
        header.getFlag(Flags.TC),
        wire.length);
  }

  /**
   * Without the size: it is what the responder itself takes (RFC 6891 section 6.2.3), and so ours
   * says; CoreDNS repeats the client's.
   */
  private static String edns(OPTRecord opt) {
    return "version %d, flags %x, options %s"
        .formatted(opt.getVersion(), opt.getFlags(), opt.getOptions());
  }

  private static List<Line> lines(Message message, int section, String self) {
    List<Line> lines = new ArrayList<>();
    for (Record record : message.getSection(section)) {
      if (record.getType() != Type.OPT) {
        lines.add(new Line(text(record, section, self), record.getTTL()));
      }
    }
    return lines;
  }

  private static String text(Record record, int section, String self) {
    String data = record.rdataToString();
    if (record instanceof SOARecord soa) {
      data = data.replaceFirst(" " + soa.getSerial() + " ", " " + SERIAL + " ");
    }
    String owner = record.getName().toString();
    // Plugin whoami tells the client's port, which is another each time.
    if (owner.toLowerCase(Locale.ROOT).matches("_(udp|tcp)\\..*")) {
      data = data.replaceFirst("^0 0 \\d+ \\.$", "0 0 PORT .");
    }
    String text =
        "%s %s %s".formatted(owner, Type.string(record.getType()), data.equals(self) ? SELF : data);
    // Beside the answer, ours keeps the question's spelling wherever compression can point at it
    // (RFC 5452 section 9.1); CoreDNS where its plugins do. It is the same name.
    return section == Section.ANSWER ? text : text.toLowerCase(Locale.ROOT);
  }

  /** Whether a record of the answer has the question's name exactly as it was asked for. */
  boolean echoes() {
    return question.stream()
        .map(asked -> asked.substring(0, asked.indexOf('\t') + 1).strip() + " ")
        .anyMatch(name -> answer.stream().anyMatch(line -> line.text().startsWith(name)));
  }

  /** As dig shows it, in brief. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("%s; %d bytes%s".formatted(head, size, edns.isEmpty() ? "" : "; EDNS " + edns));
    answer.forEach(line -> lines.add(line.ttl() + " " + line.text()));
    authority.forEach(line -> lines.add("authority: " + line.ttl() + " " + line.text()));
    additional.forEach(line -> lines.add("additional: " + line.ttl() + " " + line.text()));
    return lines;
  }
}

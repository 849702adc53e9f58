package dev.servicelab.dns;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

/** Questions and replies as text, in the words of dig but on fewer lines. */
final class Dig {

  private static final int ID = 4711;

  private Dig() {}

  /** The packet for {@code NAME TYPE}, with RD set. */
  static byte[] question(String question) {
    return message(question).toWire();
  }

  /** The same with an OPT record that offers this UDP size. */
  static byte[] question(String question, int payloadSize) {
    Message message = message(question);
    message.addRecord(new OPTRecord(payloadSize, 0, 0), Section.ADDITIONAL);
    return message.toWire();
  }

  /** A reply: status and flags, then the records of each section, an empty section left out. */
  static String text(byte[] reply) {
    Message message = parse(reply);
    List<String> lines = new ArrayList<>();
    lines.add(Rcode.string(message.getRcode()) + flags(message));
    section(message, Section.ANSWER, "", lines);
    section(message, Section.AUTHORITY, "authority: ", lines);
    section(message, Section.ADDITIONAL, "additional: ", lines);
    return String.join("\n", lines);
  }

  static Message parse(byte[] reply) {
    try {
      return new Message(reply);
    } catch (IOException e) {
      throw new UncheckedIOException("the server's reply does not parse", e);
    }
  }

  private static Message message(String question) {
    String[] words = question.strip().split("\\s+");
    try {
      Name name = Name.fromString(words[0], Name.root);
      int dclass = words.length > 2 ? DClass.value(words[2]) : DClass.IN;
      Message message = new Message(ID);
      message.getHeader().setFlag(Flags.RD);
      message.addRecord(Record.newRecord(name, Type.value(words[1]), dclass), Section.QUESTION);
      return message;
    } catch (IOException e) {
      throw new UncheckedIOException(question, e);
    }
  }

  private static String flags(Message message) {
    StringBuilder flags = new StringBuilder();
    for (int flag : List.of((int) Flags.AA, (int) Flags.TC, (int) Flags.RA, (int) Flags.AD)) {
      if (message.getHeader().getFlag(flag)) {
        flags.append(' ').append(Flags.string(flag).toLowerCase(Locale.ROOT));
      }
    }
    return flags.toString();
  }

  private static void section(Message message, int section, String label, List<String> lines) {
    for (Record record : message.getSection(section)) {
      if (record.getType() != Type.OPT) {
        lines.add(
            label
                + record.getName()
                + " "
                + record.getTTL()
                + " "
                + Type.string(record.getType())
                + " "
                + rdata(record));
      }
    }
  }

  /** dnsjava leaves out the quotes that dig shows around a plain TXT. */
  private static String rdata(Record record) {
    String text = record.rdataToString();
    return record instanceof TXTRecord && !text.startsWith("\"") ? "\"" + text + "\"" : text;
  }
}

package dev.servicelab.dns.explain;

import java.util.ArrayList;
import java.util.List;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

/** A message's bytes with their meaning, field by field (RFC 1035 §4.1). */
final class AnnotatedMessage {

  private static final List<String> SECTIONS = List.of("answer", "authority", "additional");

  /** Header bits of RFC 1035 §4.1.1 and RFC 4035 §3, the highest first. */
  private static final List<String> BITS = List.of("TC", "RD", "RA", "Z", "AD", "CD");

  private final WireReader wire;
  private final RecordData data;

  private AnnotatedMessage(byte[] message) {
    this.wire = new WireReader(message);
    this.data = new RecordData(wire);
  }

  /**
   * The lines of a message that this server wrote, in the order of their bytes.
   *
   * @param message the whole message, without the length that TCP puts in front
   */
  static List<WireLine> of(byte[] message) {
    AnnotatedMessage annotated = new AnnotatedMessage(message);
    annotated.read();
    return annotated.wire.lines();
  }

  private void read() {
    wire.number(2, "ID %d: the same as the question's");
    wire.note(2, flags((int) wire.peek(0, 2)));
    int questions = (int) wire.peek(0, 2);
    wire.number(2, "%d in the question section");
    int[] records = new int[SECTIONS.size()];
    for (int section = 0; section < records.length; section++) {
      records[section] = (int) wire.peek(0, 2);
      wire.number(2, "%d in the " + SECTIONS.get(section) + " section");
    }
    for (int i = 0; i < questions; i++) {
      wire.name("question: ");
      type("question: ");
      wire.note(2, "question: class " + DClass.string((int) wire.peek(0, 2)));
    }
    for (int section = 0; section < records.length; section++) {
      for (int i = 1; i <= records[section]; i++) {
        record(SECTIONS.get(section) + " " + i + ": ");
      }
    }
  }

  private void record(String what) {
    wire.name(what);
    int type = type(what);
    if (type == Type.OPT) {
      data.opt(what);
      return;
    }
    wire.note(2, what + "class " + DClass.string((int) wire.peek(0, 2)));
    wire.number(4, what + "TTL %d s");
    int length = (int) wire.peek(0, 2);
    wire.number(2, what + "%d bytes of data follow");
    if (length > 0) {
      data.read(type, length, what);
    }
  }

  private int type(String what) {
    int type = (int) wire.peek(0, 2);
    wire.note(2, what + "type " + Type.string(type));
    return type;
  }

  private static String flags(int bits) {
    List<String> words = new ArrayList<>();
    words.add((bits & 0x8000) == 0 ? "a question" : "QR (a reply)");
    words.add("opcode " + Opcode.string(bits >> 11 & 0xf));
    if ((bits & 0x0400) != 0) {
      words.add("AA (from the zone itself)");
    }
    for (int i = 0; i < BITS.size(); i++) {
      if ((bits & 0x0200 >> i) != 0) {
        words.add(BITS.get(i));
      }
    }
    words.add(Rcode.string(bits & 0xf));
    return String.join(", ", words);
  }
}

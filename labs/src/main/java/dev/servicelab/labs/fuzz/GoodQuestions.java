package dev.servicelab.labs.fuzz;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;

/** Questions between the hostile packets, whose answers have to stay as they are. */
final class GoodQuestions {

  /** What the server answers whom nobody attacks; addresses may come in any order. */
  private static final List<Good> ALL =
      List.of(
          new Good("web.shop.svc.cluster.local", 1, "NOERROR 10.96.0.20"),
          new Good("db.shop.svc.cluster.local", 1, "NOERROR 10.244.1.5 10.244.2.5"),
          new Good("web.shop.svc.cluster.local", 28, "NOERROR"),
          new Good("absent.shop.svc.cluster.local", 1, "NXDOMAIN"),
          new Good("5.1.244.10.in-addr.arpa", 12, "NOERROR db-0.db.shop.svc.cluster.local."),
          new Good("www.example.com", 1, "REFUSED"));

  private GoodQuestions() {}

  /**
   * A question with its answer.
   *
   * @param name the name
   * @param type the type's number
   * @param answer the rcode and the records' data, sorted
   */
  record Good(String name, int type, String answer) {

    byte[] packet(int id) {
      return new Wire().header(id, 0x0100, 1).name(name).u16(type).u16(1).packet();
    }

    /** Whether a reply says what it should. */
    boolean isAnsweredBy(byte[] reply) {
      return told(reply).equals(answer);
    }
  }

  /** One after the other, over and over. */
  static Good number(long number) {
    return ALL.get((int) (number % ALL.size()));
  }

  static String told(byte[] reply) {
    try {
      Message message = new Message(reply);
      String data =
          message.getSection(Section.ANSWER).stream()
              .map(record -> record.rdataToString())
              .sorted()
              .collect(Collectors.joining(" "));
      return (Rcode.string(message.getRcode()) + " " + data).strip();
    } catch (IOException e) {
      return "cannot be read: " + e.getMessage();
    }
  }
}

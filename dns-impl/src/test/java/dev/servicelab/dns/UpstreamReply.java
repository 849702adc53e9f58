package dev.servicelab.dns;

import java.net.InetAddress;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;

/** What a {@link TestUpstream} may say. */
final class UpstreamReply {

  private UpstreamReply() {}

  /** A reply to a question, still empty. */
  static Message empty(Message question) {
    Message reply = new Message(question.getHeader().getID());
    reply.getHeader().setFlag(Flags.QR);
    reply.getHeader().setFlag(Flags.RA);
    reply.addRecord(question.getQuestion(), Section.QUESTION);
    return reply;
  }

  /** A reply with as many addresses 192.0.2.x. */
  static Message addresses(Message question, int count) {
    Message reply = empty(question);
    Name name = question.getQuestion().getName();
    for (int i = 1; i <= count; i++) {
      InetAddress address = InetAddress.ofLiteral("192.0.2." + i);
      reply.addRecord(new ARecord(name, DClass.IN, 60, address), Section.ANSWER);
    }
    return reply;
  }

  /** A denial with the SOA of example.org. */
  static Message denial(Message question, int rcode) {
    Message reply = empty(question);
    reply.getHeader().setRcode(rcode);
    Name zone = Name.fromConstantString("example.org.");
    Record soa = new SOARecord(zone, DClass.IN, 60, zone, zone, 1, 1, 1, 1, /* minimum= */ 20);
    reply.addRecord(soa, Section.AUTHORITY);
    return reply;
  }
}

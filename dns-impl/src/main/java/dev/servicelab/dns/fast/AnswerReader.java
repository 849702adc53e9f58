package dev.servicelab.dns.fast;

import dev.servicelab.dns.fast.ReadyAnswer.Body;
import dev.servicelab.dns.fast.ReadyAnswer.Rotation;
import dev.servicelab.dns.fast.ReadyAnswer.Spelling;
import java.util.Arrays;
import org.xbill.DNS.Type;

/**
 * Makes a ready answer from a reply that the plugins gave to the name in lower case, without EDNS
 * and whole. So both ways answer with the same bytes, and only one place knows how to write them.
 */
final class AnswerReader {

  private static final int HEADER = Question.HEADER;

  /** Type, class, TTL and length between a record's name and its data. */
  private static final int FIXED = 10;

  private static final int SRV_FIXED = 6;

  private final byte[] message;
  private final int begin;
  private final WireName zone;
  private final int[] ends;
  private int spots;
  private final int[] copies;
  private int at;

  /**
   * A reader of one reply.
   *
   * @param message the whole reply
   * @param zone the zone of the name asked for
   */
  AnswerReader(byte[] message, WireName zone) {
    this.message = message;
    this.zone = zone;
    this.begin = nameEnd(HEADER) + 4;
    this.ends = new int[u16(6) + u16(8) + u16(10)];
    this.copies = new int[ends.length];
    this.at = begin;
  }

  /** The reply for every spelling of its name. */
  ReadyAnswer answer() {
    int rotating = rotatingRecords();
    Rotation rotation = Rotation.NONE;
    for (int i = 0; i < ends.length; i++) {
      int start = at;
      readRecord();
      ends[i] = at - begin;
      if (i == 0 && rotating > 1) {
        rotation = new Rotation(0, at - start, rotating);
      }
    }
    Spelling spelling =
        spots == 0
            ? Spelling.NONE
            : new Spelling(zone.bytes().length, Arrays.copyOf(copies, spots), new int[0]);
    return ready(rotation, spelling);
  }

  /**
   * The denial for every name of the zone, made from the denial of the zone's own name: an SOA
   * whose owner, server and mailbox point at the zone.
   *
   * @return {@link ReadyAnswer#ASK_THE_PLUGINS} if it is something else
   */
  ReadyAnswer denial() {
    if (u16(6) != 0 || u16(8) != 1 || u16(10) != 0 || u16(nameEnd(at)) != Type.SOA) {
      return ReadyAnswer.ASK_THE_PLUGINS;
    }
    int server = nameEnd(nameEnd(at) + FIXED);
    int mailbox = nameEnd(server);
    int[] pointers = {at, server - 2, mailbox - 2};
    for (int i = 0; i < pointers.length; i++) {
      if (u16(pointers[i]) != (0xc000 | HEADER)) {
        return ReadyAnswer.ASK_THE_PLUGINS;
      }
      pointers[i] -= begin;
    }
    ends[0] = message.length - begin;
    return ready(Rotation.NONE, new Spelling(zone.bytes().length, new int[0], pointers));
  }

  private ReadyAnswer ready(Rotation rotation, Spelling spelling) {
    byte[] bytes = Arrays.copyOfRange(message, begin, message.length);
    return new ReadyAnswer(
        new Body(bytes, ends, u16(6), u16(8)),
        message[2] & 0x04,
        message[3] & 0xaf,
        rotation,
        spelling);
  }

  /** All of the answer's records, if they are addresses of the name asked for. */
  private int rotatingRecords() {
    int records = u16(6);
    int position = begin;
    int first = records > 0 ? u16(position + 2) : 0;
    if (first != Type.A && first != Type.AAAA) {
      return 0;
    }
    for (int i = 0; i < records; i++) {
      if (u16(position) != (0xc000 | HEADER) || u16(position + 2) != first) {
        return 0;
      }
      position += 2 + FIXED + u16(position + 2 + FIXED - 2);
    }
    return records;
  }

  private void readRecord() {
    int fixed = nameEnd(at);
    int data = fixed + FIXED;
    int end = data + u16(fixed + FIXED - 2);
    if (u16(fixed) == Type.SRV && isUnderZone(data + SRV_FIXED)) {
      copies[spots++] = end - zone.bytes().length - begin;
    }
    at = end;
  }

  /** Whether the name that is written out here is one of the zone. */
  private boolean isUnderZone(int start) {
    int position = start;
    int end = nameEnd(start);
    while (end - position > zone.bytes().length) {
      position += 1 + message[position];
    }
    if (end - position != zone.bytes().length) {
      return false;
    }
    for (int i = 0; i < zone.bytes().length; i++) {
      if (WireName.lowerCase(message[position + i]) != zone.bytes()[i]) {
        return false;
      }
    }
    return true;
  }

  /** Where the name that begins here ends: after its root label, or after a pointer. */
  private int nameEnd(int start) {
    int position = start;
    while (message[position] != 0) {
      if ((message[position] & 0xc0) == 0xc0) {
        return position + 2;
      }
      position += 1 + message[position];
    }
    return position + 1;
  }

  private int u16(int position) {
    return ((message[position] & 0xff) << 8) | (message[position + 1] & 0xff);
  }
}

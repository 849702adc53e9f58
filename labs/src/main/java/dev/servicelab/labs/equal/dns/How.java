package dev.servicelab.labs.equal.dns;

import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.xbill.DNS.DClass;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.ExtendedFlags;
import org.xbill.DNS.Flags;
import org.xbill.DNS.GenericEDNSOption;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * How a query is made and sent, in words: {@code udp} or {@code tcp}, {@code udp6} for the IPv6
 * loopback; {@code edns=SIZE}, {@code version=N}, {@code do}, {@code option=CODE:HEX}; {@code
 * nord}, {@code cd}, {@code ad}, {@code aa}; {@code class=CH}, {@code opcode=N}, {@code response},
 * {@code questions=N}.
 *
 * @param words with what follows the equals sign; empty where none does
 */
record How(Map<String, String> words) {
  private static final int COUNT_OFFSET = 5;
  private static final int FLAGS_OFFSET = 2;
  private static final int RESPONSE_BIT = 0x80;

  /** Reads the words. */
  static How parse(String text) {
    Map<String, String> words = new LinkedHashMap<>();
    for (String word : text.split(" +")) {
      int equals = word.indexOf('=');
      words.put(
          equals < 0 ? word : word.substring(0, equals),
          equals < 0 ? "" : word.substring(equals + 1));
    }
    return new How(words);
  }

  /** {@code udp} or {@code tcp}. */
  String transport() {
    return words.containsKey("tcp") ? "tcp" : "udp";
  }

  /** The loopback address that is asked. */
  String address() {
    return words.containsKey("udp6") ? "::1" : "127.0.0.1";
  }

  /**
   * The query's bytes.
   *
   * @param id of the message
   */
  byte[] message(int id, String name, String type) {
    Message message = new Message(id);
    message.getHeader().setOpcode(Integer.parseInt(words.getOrDefault("opcode", "0")));
    flag(message, Flags.RD, !words.containsKey("nord"));
    flag(message, Flags.CD, words.containsKey("cd"));
    flag(message, Flags.AD, words.containsKey("ad"));
    flag(message, Flags.AA, words.containsKey("aa"));
    message.addRecord(question(name, type), Section.QUESTION);
    if (words.containsKey("questions") && words.get("questions").equals("2")) {
      message.addRecord(question("second." + name, type), Section.QUESTION);
    }
    if (words.containsKey("edns")) {
      message.addRecord(opt(), Section.ADDITIONAL);
    }
    byte[] wire = message.toWire();
    if (words.getOrDefault("questions", "").equals("0")) {
      wire[COUNT_OFFSET] = 0;
    }
    if (words.containsKey("response")) {
      wire[FLAGS_OFFSET] |= (byte) RESPONSE_BIT;
    }
    return wire;
  }

  private Record question(String name, String type) {
    int number = type.matches("TYPE\\d+") ? Integer.parseInt(type.substring(4)) : Type.value(type);
    try {
      return Record.newRecord(
          Name.fromString(name), number, DClass.value(words.getOrDefault("class", "IN")));
    } catch (TextParseException e) {
      throw new IllegalArgumentException(name, e);
    }
  }

  private OPTRecord opt() {
    int flags = words.containsKey("do") ? ExtendedFlags.DO : 0;
    return new OPTRecord(
        Integer.parseInt(words.getOrDefault("edns", "0")),
        0,
        Integer.parseInt(words.getOrDefault("version", "0")),
        flags,
        words.containsKey("option") ? List.of(option(words.get("option"))) : List.of());
  }

  private static EDNSOption option(String text) {
    String[] parts = text.split(":", -1);
    return new GenericEDNSOption(Integer.parseInt(parts[0]), HexFormat.of().parseHex(parts[1]));
  }

  private static void flag(Message message, int flag, boolean set) {
    if (set) {
      message.getHeader().setFlag(flag);
    } else {
      message.getHeader().unsetFlag(flag);
    }
  }

  /** The words as they were. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    words.forEach(
        (word, value) ->
            text.append(text.isEmpty() ? "" : " ")
                .append(word)
                .append(value.isEmpty() ? "" : "=" + value));
    return text.toString();
  }
}

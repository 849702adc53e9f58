package dev.servicelab.labs.fuzz;

import java.util.List;
import java.util.SplittableRandom;

/**
 * An endless row of packets, each made from the seed and its number alone, so that any of them can
 * be made again without the others. One in seven is a good question; the others are noise, damaged
 * questions, and messages that are wrong in one of the ways that servers have fallen for.
 */
final class HostilePackets {

  /** Far apart, so that neighbouring numbers give unrelated packets (Knuth's multiplier). */
  private static final long STEP = 6364136223846793005L;

  private static final int LONGEST_NOISE = 600;

  private final long seed;

  HostilePackets(long seed) {
    this.seed = seed;
  }

  /** The packet of this number, from 0. */
  byte[] packet(long number) {
    SplittableRandom random = new SplittableRandom(seed ^ (number + 1) * STEP);
    return switch (random.nextInt(7)) {
      case 0 -> noise(random);
      case 1 -> noiseBehindAHeader(random);
      case 2 -> question(random).packet();
      case 3, 4 -> damaged(random);
      case 5 -> new WrongMessages(random).packet();
      default -> new OddOptions(random).packet();
    };
  }

  /** A question as a client asks it, for a name that may or may not exist. */
  static Wire question(SplittableRandom random) {
    Wire wire = new Wire().header(random.nextInt(0x10000), random.nextBoolean() ? 0x0100 : 0, 1);
    wire.name(Words.name(random)).u16(Words.type(random)).u16(Words.dclass(random));
    if (random.nextBoolean()) {
      OddOptions.proper(wire, random.nextInt(0x10000), random.nextBoolean());
    }
    return wire;
  }

  private static byte[] noise(SplittableRandom random) {
    byte[] packet = new byte[random.nextInt(LONGEST_NOISE)];
    random.nextBytes(packet);
    return packet;
  }

  private static byte[] noiseBehindAHeader(SplittableRandom random) {
    Wire wire = new Wire().header(random.nextInt(0x10000), 0x0100, 1);
    byte[] noise = noise(random);
    return wire.raw(noise).packet();
  }

  private static byte[] damaged(SplittableRandom random) {
    byte[] packet = question(random).packet();
    int changes = 1 + random.nextInt(6);
    for (int i = 0; i < changes; i++) {
      packet = damaged(packet, random);
    }
    return packet;
  }

  private static byte[] damaged(byte[] packet, SplittableRandom random) {
    if (packet.length == 0) {
      return packet;
    }
    int place = random.nextInt(packet.length);
    Wire wire = new Wire();
    List<Integer> telling = List.of(0x00, 0x3f, 0x40, 0x80, 0xc0, 0xff);
    return switch (random.nextInt(5)) {
      case 0 -> // one bit
          wire.raw(packet).set(place, packet[place] ^ 1 << random.nextInt(8)).packet();
      case 1 -> // a byte that means something special
          wire.raw(packet).set(place, telling.get(random.nextInt(telling.size()))).packet();
      case 2 -> // the end is missing
          wire.raw(packet, 0, place).packet();
      case 3 -> // a part stands twice
          wire.raw(packet).raw(packet, place, packet.length).packet();
      default -> // a part of another question
          wire.raw(packet, 0, place).raw(question(random).packet()).packet();
    };
  }
}

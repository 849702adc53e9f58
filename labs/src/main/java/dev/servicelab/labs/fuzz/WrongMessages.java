package dev.servicelab.labs.fuzz;

import java.util.SplittableRandom;

/** Messages that are wrong on purpose: in their names, their counts, their operations. */
final class WrongMessages {

  private static final int SOA = 6;
  private static final int AXFR = 252;
  private static final int IXFR = 251;

  private final SplittableRandom random;

  WrongMessages(SplittableRandom random) {
    this.random = random;
  }

  byte[] packet() {
    Wire wire =
        switch (random.nextInt(10)) {
          case 0 -> pointerToItself();
          case 1 -> pointersInACircle();
          case 2 -> pointersForwardAndOut();
          case 3 -> ladderOfPointers();
          case 4 -> labelsOfUnknownKinds();
          case 5 -> hugeCounts();
          case 6 -> manyQuestions();
          case 7 -> otherOperation();
          case 8 -> transfer();
          default -> truncatedRecord();
        };
    return wire.packet();
  }

  private Wire start(int questions) {
    return new Wire().header(random.nextInt(0x10000), random.nextInt(2) << 8, questions);
  }

  private Wire pointerToItself() {
    return start(1).pointer(Wire.HEADER).u16(1).u16(1);
  }

  private Wire pointersInACircle() {
    return start(1)
        .u8(1)
        .u8('a')
        .pointer(Wire.HEADER + 4)
        .u8(1)
        .u8('b')
        .pointer(Wire.HEADER)
        .u16(1)
        .u16(1);
  }

  private Wire pointersForwardAndOut() {
    int target = random.nextBoolean() ? Wire.HEADER + 6 : random.nextInt(0x4000);
    return start(1).pointer(target).u16(1).u16(1).name("web.shop.svc.cluster.local");
  }

  /** Each record's name is a pointer to the one before: cheap to send, dear to follow. */
  private Wire ladderOfPointers() {
    int rungs = 2 + random.nextInt(250);
    Wire wire = start(1).name("a").u16(1).u16(1).count(1, rungs);
    int last = Wire.HEADER;
    for (int i = 0; i < rungs; i++) {
      int here = wire.packet().length;
      wire.pointer(last).u16(1).u16(1).u32(0).u16(0);
      last = here;
    }
    return wire;
  }

  /** Kinds 01 and 10 were never used, or not for long (RFC 6891 §5). */
  private Wire labelsOfUnknownKinds() {
    int kind = random.nextBoolean() ? 0x40 : 0x80;
    return start(1).u8(kind | random.nextInt(64)).name(Words.name(random)).u16(1).u16(1);
  }

  private Wire hugeCounts() {
    Wire wire = HostilePackets.question(random);
    for (int section = random.nextInt(2); section < 4; section++) {
      wire.count(section, random.nextBoolean() ? 0xffff : random.nextInt(0x10000));
    }
    return wire;
  }

  private Wire manyQuestions() {
    int questions = random.nextInt(5);
    Wire wire = start(questions);
    for (int i = 0; i < questions; i++) {
      wire.name(Words.name(random)).u16(Words.type(random)).u16(1);
    }
    return wire;
  }

  /** STATUS, NOTIFY, UPDATE and those without a name; every header bit. */
  private Wire otherOperation() {
    return HostilePackets.question(random).set(2, random.nextInt(256)).set(3, random.nextInt(256));
  }

  private Wire transfer() {
    boolean whole = random.nextBoolean();
    Wire wire = start(1).name("cluster.local").u16(whole ? AXFR : IXFR).u16(1);
    if (!whole) {
      wire.count(2, 1).pointer(Wire.HEADER).u16(SOA).u16(1).u32(0);
      wire.u16(random.nextInt(40)).u8(0).u8(0).u32(random.nextLong() & 0xffffffffL);
    }
    return wire;
  }

  /** A record whose data is shorter or longer than it says. */
  private Wire truncatedRecord() {
    Wire wire = HostilePackets.question(random);
    wire.count(1 + random.nextInt(3), 1).pointer(Wire.HEADER).u16(Words.type(random)).u16(1);
    byte[] data = new byte[random.nextInt(30)];
    random.nextBytes(data);
    return wire.u32(random.nextInt()).u16(random.nextInt(60)).raw(data);
  }
}

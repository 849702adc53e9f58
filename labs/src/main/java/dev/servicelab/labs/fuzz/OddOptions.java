package dev.servicelab.labs.fuzz;

import java.util.SplittableRandom;

/** Questions with OPT records as RFC 6891 does not want them. */
final class OddOptions {

  private static final int OPT = 41;
  private static final int DNSSEC_OK = 0x8000;

  private final SplittableRandom random;

  OddOptions(SplittableRandom random) {
    this.random = random;
  }

  /** Adds a proper OPT record. */
  static void proper(Wire wire, int payloadSize, boolean dnssecOk) {
    wire.count(3, 1).u8(0).u16(OPT).u16(payloadSize).u16(0).u16(dnssecOk ? DNSSEC_OK : 0).u16(0);
  }

  byte[] packet() {
    Wire wire = new Wire().header(random.nextInt(0x10000), 0x0100, 1);
    wire.name(Words.name(random)).u16(Words.type(random)).u16(1);
    int records = 1 + random.nextInt(3);
    // Most of them in the section where they belong.
    wire.count(random.nextInt(6) == 0 ? 1 + random.nextInt(3) : 3, records);
    for (int i = 0; i < records; i++) {
      opt(wire);
    }
    return wire.packet();
  }

  private void opt(Wire wire) {
    switch (random.nextInt(4)) {
      case 0 -> wire.name("not.the.root");
      case 1 -> wire.pointer(Wire.HEADER);
      default -> wire.u8(0);
    }
    wire.u16(OPT).u16(random.nextInt(0x10000));
    wire.u8(random.nextInt(4) == 0 ? random.nextInt(256) : 0);
    wire.u8(random.nextInt(4) == 0 ? random.nextInt(256) : 0);
    wire.u16(random.nextInt(0x10000));
    Wire options = new Wire();
    int count = random.nextInt(4);
    for (int i = 0; i < count; i++) {
      option(options);
    }
    byte[] data = options.packet();
    wire.u16(random.nextInt(4) == 0 ? random.nextInt(0x10000) : data.length).raw(data);
  }

  /** Cookies, client subnets, padding, extended errors, with lengths that may lie. */
  private void option(Wire options) {
    byte[] data = new byte[random.nextInt(random.nextInt(8) == 0 ? 400 : 24)];
    random.nextBytes(data);
    options.u16(random.nextInt(4) == 0 ? random.nextInt(0x10000) : 1 + random.nextInt(20));
    options.u16(random.nextInt(6) == 0 ? random.nextInt(0x10000) : data.length).raw(data);
  }
}

package dev.servicelab.labs.fuzz;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** What questions are made of: names near those there are, and types and classes of all kinds. */
final class Words {

  private static final List<String> NAMES =
      List.of(
          "web.shop.svc.cluster.local",
          "db.shop.svc.cluster.local",
          "db-0.db.shop.svc.cluster.local",
          "_sql._tcp.many.shop.svc.cluster.local",
          "_http._tcp.web.shop.svc.cluster.local",
          "many.shop.svc.cluster.local",
          "dual.shop.svc.cluster.local",
          "shopfront.shop.svc.cluster.local",
          "nobody.shop.svc.cluster.local",
          "1-2-3-4.shop.pod.cluster.local",
          "dns-version.cluster.local",
          "cluster.local",
          "5.1.244.10.in-addr.arpa",
          "20.0.96.10.in-addr.arpa",
          "6.1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.6.9.0.0.0.1.0.0.0.0.d.f.ip6.arpa",
          "x.slow.test",
          "version.bind",
          "www.example.com",
          "");

  private static final List<Integer> TYPES =
      List.of(1, 28, 33, 12, 6, 2, 16, 5, 255, 252, 251, 41, 64, 65, 43, 0, 249, 250, 65535);

  private Words() {}

  /** A name that exists, one beside it, or one of letters nobody uses. */
  static String name(SplittableRandom random) {
    String known = NAMES.get(random.nextInt(NAMES.size()));
    return switch (random.nextInt(6)) {
      case 0 -> label(random) + "." + known;
      case 1 -> known.isEmpty() ? known : known.substring(random.nextInt(known.length()));
      case 2 -> mixedCase(known, random);
      case 3 -> longest(random);
      default -> known;
    };
  }

  static int type(SplittableRandom random) {
    return random.nextInt(8) == 0
        ? random.nextInt(0x10000)
        : TYPES.get(random.nextInt(TYPES.size()));
  }

  static int dclass(SplittableRandom random) {
    return switch (random.nextInt(12)) {
      case 0 -> random.nextInt(0x10000);
      case 1 -> 3;
      case 2 -> 255;
      default -> 1;
    };
  }

  /** A label of 1 to 63 arbitrary bytes, but no dot. */
  private static String label(SplittableRandom random) {
    StringBuilder label = new StringBuilder();
    int length = 1 + random.nextInt(random.nextBoolean() ? 8 : 63);
    for (int i = 0; i < length; i++) {
      char letter = (char) random.nextInt(256);
      label.append(letter == '.' ? '-' : letter);
    }
    return label.toString();
  }

  /** Around 255 bytes, where names end (RFC 1035 §3.1). */
  private static String longest(SplittableRandom random) {
    int tail = 59 + random.nextInt(5);
    String wide = "a".repeat(63) + ".";
    return random.nextBoolean()
        ? wide.repeat(3) + "b".repeat(tail)
        : "a.".repeat(120 + random.nextInt(10)) + "c";
  }

  private static String mixedCase(String name, SplittableRandom random) {
    StringBuilder mixed = new StringBuilder();
    for (String letter : name.split("")) {
      mixed.append(random.nextBoolean() ? letter.toUpperCase(Locale.ROOT) : letter);
    }
    return mixed.toString();
  }
}

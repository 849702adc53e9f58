package dev.servicelab.dns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.dns.chain.Client.Transport;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.xbill.DNS.Rcode;

/**
 * No packet makes the server throw, answer with something unreadable, or send more than was asked
 * for.
 */
class HostilePacketsTest {

  private static final List<String> QUESTIONS =
      List.of(
          "web.shop.svc.cluster.local A",
          "_sql._tcp.many.shop.svc.cluster.local SRV",
          "many.shop.svc.cluster.local A",
          "shopfront.shop.svc.cluster.local A",
          "absent.shop.svc.cluster.local ANY",
          "5.1.244.10.in-addr.arpa PTR",
          "cluster.local SOA");

  private final ChainUnderTest dns =
      ChainUnderTest.of(
          """
          cluster.local in-addr.arpa {
              errors
              prometheus
              loadbalance
              cache 30
              kubernetes cluster.local in-addr.arpa {
                  pods insecure
              }
          }
          """);

  @Property(tries = 3000)
  void randomBytes(@ForAll @Size(max = 600) byte[] packet) {
    check(packet);
  }

  @Property(tries = 3000)
  void randomBytesBehindAProperHeader(@ForAll @Size(max = 300) byte[] body) {
    byte[] packet = new byte[12 + body.length];
    packet[5] = 1;
    System.arraycopy(body, 0, packet, 12, body.length);
    check(packet);
  }

  @Property(tries = 5000)
  void goodQuestionsWithBytesChanged(
      @ForAll("questions") String question,
      @ForAll @IntRange(min = 0, max = 4096) int payloadSize,
      @ForAll @Size(max = 6) List<@IntRange(min = 0, max = 100) Integer> places,
      @ForAll byte value) {
    byte[] packet = Dig.question(question, payloadSize);
    places.forEach(place -> packet[place % packet.length] = value);
    check(packet);
  }

  @Provide
  Arbitrary<String> questions() {
    return Arbitraries.of(QUESTIONS);
  }

  private void check(byte[] packet) {
    for (Transport transport : Transport.values()) {
      Optional<byte[]> reply = dns.ask(packet, transport);
      reply.ifPresent(
          bytes -> {
            assertThat(Dig.parse(bytes).getHeader().getID())
                .isEqualTo(((packet[0] & 0xff) << 8) | (packet[1] & 0xff));
            assertThat(bytes.length).isLessThanOrEqualTo(transport == Transport.UDP ? 4096 : 65535);
            assertThat(Dig.parse(bytes).getRcode()).isNotEqualTo(Rcode.SERVFAIL);
          });
      boolean query = packet.length >= 12 && (packet[2] & 0x80) == 0;
      assertThat(reply.isPresent()).isEqualTo(query);
    }
  }
}

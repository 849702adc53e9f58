package dev.servicelab.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.servicelab.dns.chain.Client.Transport;
import dev.servicelab.dns.corefile.CorefileException;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.ZoneTransferIn;

/** The plugin transfer: who gets whole zones, and what is in them. */
class TransferTest {

  private static final String ZONE =
      """
      $TTL 1h
      @    SOA ns hostmaster 7 2h 30m 1d 5m
           NS  ns
      ns   A   192.0.2.53
      b    A   192.0.2.2
      a    A   192.0.2.1
      """;

  @TempDir private Path folder;

  private static ChainUnderTest cluster(String transfer) {
    return ChainUnderTest.of(
        ". {\n loadbalance\n kubernetes cluster.local in-addr.arpa {\n ttl 30\n}\n"
            + transfer
            + "\n}");
  }

  private static byte[] withSerial(String question, long serial) throws IOException {
    Message message = new Message(Dig.question(question));
    Name zone = message.getQuestion().getName();
    message.addRecord(
        new SOARecord(zone, DClass.IN, 0, Name.root, Name.root, serial, 0, 0, 0, 0),
        Section.AUTHORITY);
    return message.toWire();
  }

  private static String ask(ChainUnderTest dns, byte[] packet) {
    return Dig.text(dns.ask(packet, Transport.TCP).orElseThrow());
  }

  @Test
  void aClustersZoneBeginsAndEndsWithItsSoa() {
    List<String> lines = cluster("transfer {\n to *\n}").dig("cluster.local AXFR").lines().toList();
    String soa =
        "cluster.local. 30 SOA ns.dns.cluster.local. hostmaster.cluster.local. 1700000000 7200"
            + " 1800 86400 30";

    assertThat(lines.getFirst()).isEqualTo("NOERROR aa");
    assertThat(lines.get(1)).isEqualTo(soa);
    assertThat(lines.get(2)).startsWith("cluster.local. 30 NS ");
    assertThat(lines.getLast()).isEqualTo(soa);
    assertThat(lines)
        .filteredOn(line -> !line.contains(" SOA "))
        .doesNotHaveDuplicates()
        .contains(
            "dns-version.cluster.local. 28800 TXT \"1.1.0\"",
            "web.shop.svc.cluster.local. 30 A 10.96.0.20",
            "_http._tcp.web.shop.svc.cluster.local. 30 SRV 0 100 80 web.shop.svc.cluster.local.",
            "web.shop.svc.cluster.local. 30 SRV 0 50 80 web.shop.svc.cluster.local.",
            "db-0.db.shop.svc.cluster.local. 30 A 10.244.1.5",
            "shopfront.shop.svc.cluster.local. 30 CNAME web.shop.svc.cluster.local.");
    assertThat(lines.indexOf("db-0.db.shop.svc.cluster.local. 30 A 10.244.1.5"))
        .as("Services by name")
        .isLessThan(lines.indexOf("web.shop.svc.cluster.local. 30 A 10.96.0.20"));
  }

  @Test
  void withoutPermissionAZoneIsRefused() {
    assertThat(cluster("").dig("cluster.local AXFR")).isEqualTo("REFUSED");
    assertThat(cluster("transfer {\n to 192.0.2.1\n}").dig("cluster.local AXFR"))
        .isEqualTo("REFUSED");
    assertThat(cluster("transfer {\n to 192.0.2.1\n}").explain("cluster.local AXFR"))
        .contains("transfer: 127.0.0.1 is not among those in 'to'");
    assertThat(cluster("transfer {\n to 127.0.0.1:5300\n}").dig("cluster.local AXFR"))
        .startsWith("NOERROR");
    assertThat(cluster("transfer example.org {\n to *\n}").dig("cluster.local AXFR"))
        .as("another zone")
        .isEqualTo("REFUSED");
    assertThat(
            cluster("transfer {\n to *\n}\ntransfer cluster.local {\n to 192.0.2.1\n}")
                .dig("cluster.local AXFR"))
        .as("the longest zone counts")
        .isEqualTo("REFUSED");
    assertThat(cluster("transfer {\n to *\n}").dig("in-addr.arpa AXFR")).isEqualTo("REFUSED");
    assertThat(cluster("transfer {\n to *\n}").dig("svc.cluster.local AXFR")).isEqualTo("REFUSED");
    ChainUnderTest all = cluster("transfer {\n to *\n}");
    assertThat(Dig.text(all.ask(Dig.question("cluster.local AXFR"), Transport.UDP).orElseThrow()))
        .as("over UDP")
        .isEqualTo("REFUSED");
  }

  @Test
  void whoHasTheVersionGetsOnlyTheSoa() throws IOException {
    ChainUnderTest dns = cluster("transfer {\n to *\n}");

    assertThat(ask(dns, withSerial("cluster.local IXFR", TestProcess.START)).lines()).hasSize(2);
    assertThat(ask(dns, withSerial("cluster.local IXFR", 5)).lines()).hasSizeGreaterThan(10);
    assertThat(dns.dig("cluster.local IXFR")).as("without a version").isEqualTo("SERVFAIL");
  }

  @Test
  void aFilesZoneComesByName() throws IOException {
    Path file = Files.writeString(folder.resolve("zone"), ZONE);
    ChainUnderTest dns =
        ChainUnderTest.of(
            "example.org {\n file " + file + "\n transfer {\n to *\n}\n}",
            new TestProcess(Optional.empty()));
    String soa =
        "example.org. 3600 SOA ns.example.org. hostmaster.example.org. 7 7200 1800 86400 300";

    try (LogLines lines = LogLines.of("plugin/transfer")) {
      assertThat(dns.dig("example.org AXFR").lines())
          .containsExactly(
              "NOERROR aa",
              soa,
              "example.org. 3600 NS ns.example.org.",
              "a.example.org. 3600 A 192.0.2.1",
              "b.example.org. 3600 A 192.0.2.2",
              "ns.example.org. 3600 A 192.0.2.53",
              soa);
      assertThat(lines.all())
          .containsExactly(
              "Outgoing transfer of 6 records of zone example.org. to 127.0.0.1 for 7 SOA serial");
    }
  }

  @Test
  void aLargeZoneNeedsSeveralMessages() throws Exception {
    String many =
        IntStream.range(0, 4_000)
            .mapToObj(i -> "host" + i + " A 10.0." + i / 256 + "." + i % 256 + "\n")
            .collect(Collectors.joining());
    Path file = Files.writeString(folder.resolve("zone"), ZONE + many);
    try (RunningServer server =
        RunningServer.start(
            folder, ". {\n file " + file + " example.org\n transfer example.org {\n to *\n}\n}")) {
      ZoneTransferIn secondary =
          ZoneTransferIn.newAXFR(
              Name.fromConstantString("example.org."),
              server.address().getAddress().getHostAddress(),
              server.address().getPort(),
              null);
      secondary.run();
      List<Record> records = secondary.getAXFR();

      assertThat(records).hasSize(4_006);
    }
  }

  @Test
  void aNewVersionIsTold() throws Exception {
    Path file = Files.writeString(folder.resolve("zone"), ZONE);
    try (DatagramSocket secondary = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        RunningServer server =
            RunningServer.start(
                folder,
                """
                . {
                    file %s example.org {
                        reload 20ms
                    }
                    transfer example.org {
                        to 127.0.0.1:%d
                        source 127.0.0.1
                    }
                }
                """
                    .formatted(file, secondary.getLocalPort()))) {
      secondary.setSoTimeout(20_000);
      Files.writeString(folder.resolve("next"), ZONE.replace(" 7 ", " 8 ") + "c A 192.0.2.3\n");
      Files.move(folder.resolve("next"), file, StandardCopyOption.REPLACE_EXISTING);
      DatagramPacket packet = new DatagramPacket(new byte[512], 512);
      secondary.receive(packet);
      Message notify = new Message(Arrays.copyOf(packet.getData(), packet.getLength()));

      assertThat(notify.getHeader().getOpcode()).isEqualTo(Opcode.NOTIFY);
      assertThat(notify.getQuestion().getName().toString()).isEqualTo("example.org.");
      secondary.send(
          new DatagramPacket(packet.getData(), packet.getLength(), packet.getSocketAddress()));
      assertThat(server.dig("c.example.org A")).contains("192.0.2.3");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''            | 2: transfer: expected 'to' with addresses, or 'to *'",
        "to            | 3: to: expected an argument, found 0",
        "too *         | 3: transfer: unknown option 'too', did you mean 'to'?",
        "to host       | 3: to: 'host' is neither '*' nor an address",
        "to 1.2.3      | 3: to: '1.2.3' is neither '*' nor an address",
        "source x      | 3: source: 'x' is not an address",
        "source        | 3: source: expected an argument, found 0",
      })
  void aWrongLineIsNamed(String option, String problem) {
    assertThatThrownBy(
            () ->
                ChainUnderTest.build(
                    ". {\n transfer {\n" + option + "\n}\n}", new TestProcess(Optional.empty())))
        .isInstanceOf(CorefileException.class)
        .hasMessageStartingWith("Corefile:" + problem);
  }
}

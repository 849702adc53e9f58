package dev.servicelab.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class CommandsTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @CsvSource({
    "--bogus, Unknown option: '--bogus'",
    "--proxy-mode nftables, '--proxy-mode: \"nftables\": is not built yet, use iptables or ipvs'",
    "--proxy-mode ipfs, '--proxy-mode: \"ipfs\": must be iptables, ipvs or nftables'",
    "--ipvs-scheduler r/r, '--ipvs-scheduler: \"r/r\": is no name of a scheduler'",
    "--manifests a --kubeconfig b, 'give --manifests or --kubeconfig, not both'",
    "--cluster-cidr 10, '--cluster-cidr: \"10\": is no address range: \"/\" and a length are"
        + " missing'",
    "--config /no/such/file, /no/such/file: cannot be read",
  })
  void badInputIsOneLineAndExitCode2(String arguments, String message) {
    int exit = run(new CommandLine(new ProxyCommand()), arguments.split(" "));

    assertThat(exit).isEqualTo(2);
    assertThat(err.toString()).startsWith(message);
    assertThat(err.toString().lines()).hasSize(1);
  }

  @Test
  void traceTellsThePacketsStory() {
    int exit = run(new CommandLine(new TraceCommand()), trace("outside", "10.96.0.21:81/tcp"));

    assertThat(exit).isZero();
    assertThat(out.toString())
        .startsWith("TCP from 203.0.113.1 to 10.96.0.21:81, the first packet of its connection")
        .contains("\nThe only way: refused\n")
        .endsWith(
            "      is refused, and the client is told (because of Service shop/empty,"
                + " spec.clusterIP)\n");
  }

  @ParameterizedTest
  @CsvSource({
    "outside, 10.96.0.20, '--to: \"10.96.0.20\" is not IP:PORT'",
    "outside, 10.96.0.20:0, '--to: \"10.96.0.20:0\" has no port from 1 to 65535'",
    "outside, 10.96.0.20:80/icmp, '--to: \"10.96.0.20:80/icmp\" names no protocol of Services'",
    "fd00::1, 10.96.0.20:80, '--from: \"fd00::1\" and \"10.96.0.20:80\" are not of one address'",
    "somebody, 10.96.0.20:80, '--from: \"somebody\" is no address'",
    "node, 10.96.0.20:80, '--from: \"node\" has no known address of this family'",
  })
  void traceRefusesWhatIsNoPacket(String from, String to, String message) {
    int exit = run(new CommandLine(new TraceCommand()), trace(from, to));

    assertThat(exit).isEqualTo(2);
    assertThat(err.toString()).startsWith(message);
    assertThat(err.toString().lines()).hasSize(1);
  }

  private static String[] trace(String from, String to) {
    String folder = Fixtures.RESOURCES.resolve("manifests/web").toString();
    return new String[] {"--manifests", folder, "--node", "node1", "--from", from, "--to", to};
  }

  private int run(CommandLine command, String... arguments) {
    return OneLineErrors.on(command)
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }
}

package dev.servicelab.labs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** Arguments are understood, or refused in one line, before anything is set up. */
class LabMainTest {
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          run --nonsense               | Unknown option: '--nonsense'
          run --nodes 4                | nodes must be 1, 2 or 3, not 4
          run --nodes 0                | nodes must be 1, 2 or 3, not 0
          run --nodes two              | 'two' is not an int
          run --proxy theirs           | 'theirs' is neither own nor reference
          run --dns theirs             | 'theirs' is neither own nor reference
          run --mode magic             | proxy mode 'magic' is not available; available: iptables, ipvs
          run --lab no/such-lab        | no lab matches 'no/such-lab'; labs:
          run --lab [                  | '[' is no pattern: Missing ']
          run --tags (@a               | --tags:
          run --tags @no-such-tag      | has the tags '@no-such-tag'
          run --repeat 0               | --repeat must be 1 or more, not 0
          run --threads 0              | --threads must be 1 or more, not 0
          run surplus                  | surplus
          up --mode nftables           | proxy mode 'nftables' is not available
          up --keep                    | Unknown option: '--keep'
          down surplus                 | surplus
          logs kitchen                 | no log 'kitchen'; logs: proxy, dns, node NAME
          logs node                    | which node?
          node                         | NAME
          node node1                   | CMD
          render --manifests no/folder --node node1 --mode iptables | no/folder
          trace --manifests no/folder --node node1 --from node --to 10.96.0.1:443 | no/folder
          dns explain                  | NAME
          dns explain web WEB          | 'WEB' is no record type
          dns explain web --proto quic | proto 'quic' is neither udp nor tcp
          dns explain web --corefile x | --corefile needs --manifests
          dns explain web --manifests no/folder | no/folder
          bench                        | what? there are: proxy, dns
          bench tea                    | cannot bench 'tea'; there are: proxy, dns
          bench proxy --runs 0         | --runs must be 1 or more, not 0
          bench proxy --mode magic     | proxy mode 'magic' is not available; available: iptables, ipvs
          bench dns --mode ipvs        | --mode is the proxy's; the DNS has none
          bench proxy --mode ipvs --runs 0 | --runs must be 1 or more, not 0
          bench proxy --sizes 0        | --sizes must be 1 to 10000, not 0
          fuzz                         | what? there is: dns
          fuzz tea                     | cannot fuzz 'tea'; there is: dns
          fuzz dns --packets -1        | must not be negative
          equal                        | what? there are: proxy, dns
          equal tea                    | cannot compare 'tea'; there are: proxy, dns
          equal proxy --mode nftables  | proxy mode 'nftables' is not available; available: iptables, ipvs
          equal dns --mode ipvs        | --mode is the proxy's; the DNS has none
          equal proxy --mode ipvs --sets 0 | --sets must be 1 to 10000, not 0
          equal proxy --sets 0         | --sets must be 1 to 10000, not 0
          equal proxy --seed x         | 'x' is not a long
          bench proxy --sizes many     | 'many' is not an int
          frobnicate                   | frobnicate
          """)
  void refusesInOneLineWithExitCode2(String arguments, String message) {
    int exitCode = execute(arguments.split(" "));

    assertThat(err.toString().strip()).contains(message).doesNotContain("\n");
    assertThat(exitCode).isEqualTo(ExitCodes.BAD_ARGUMENTS);
  }

  @Test
  void helpOfRunNamesEveryOption() {
    StringWriter out = new StringWriter();
    int exitCode =
        LabMain.commandLine().setOut(new PrintWriter(out, true)).execute("run", "--help");

    assertThat(exitCode).isZero();
    assertThat(out.toString())
        .contains(
            "--lab",
            "--tags",
            "--proxy",
            "--mode",
            "--dns",
            "--nodes",
            "--report",
            "--keep",
            "--repeat",
            "--threads");
  }

  @Test
  void argumentsOfKubectlAreItsOwn() {
    CommandLine.ParseResult parsed =
        LabMain.commandLine().parseArgs("kubectl", "-n", "kube-system", "exec", "p", "--", "ls");

    assertThat(parsed.subcommand().matchedPositionals())
        .flatExtracting(CommandLine.Model.PositionalParamSpec::originalStringValues)
        .contains("-n", "kube-system", "exec", "p", "--", "ls");
  }

  @Test
  void argumentsOfTheCommandOnANodeAreItsOwn() {
    CommandLine.ParseResult parsed =
        LabMain.commandLine().parseArgs("node", "node2", "iptables-save", "-t", "nat");

    assertThat(parsed.subcommand().matchedPositional(1).originalStringValues())
        .containsExactly("iptables-save", "-t", "nat");
  }

  private int execute(String... arguments) {
    CommandLine line = LabMain.commandLine();
    line.setErr(new PrintWriter(err, true));
    return line.execute(arguments);
  }
}

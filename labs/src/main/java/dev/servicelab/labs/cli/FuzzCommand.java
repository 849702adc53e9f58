package dev.servicelab.labs.cli;

import dev.servicelab.labs.fuzz.DnsFuzz;
import dev.servicelab.labs.fuzz.FuzzResult;
import dev.servicelab.labs.machine.Progress;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lab fuzz dns}: hostile packets against our cluster DNS. */
@Command(
    name = "fuzz",
    description = {
      "Give our cluster DNS packets that nobody should send: noise, damaged questions,",
      "pointers in circles, lying lengths and counts. No packet may stop it, slow it",
      "down, or get a reply that cannot be read; good questions in between are",
      "answered as ever. Exit code 1: one did; it is shown, and how to send it again."
    },
    mixinStandardHelpOptions = true)
final class FuzzCommand implements Callable<Integer> {
  private static final long DEFAULT_PACKETS = 200_000;
  private static final long TOLD_EVERY = 250_000;

  @Parameters(arity = "0..1", paramLabel = "dns", description = "what is attacked")
  private @Nullable String what;

  @Option(
      names = "--packets",
      paramLabel = "N",
      description = "how many packets (default: 200000, unless --seconds is given)")
  private long packets;

  @Option(names = "--seconds", paramLabel = "S", description = "how long")
  private long seconds;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "which row of packets (default: 1)")
  private long seed = 1;

  @Option(
      names = "--first",
      paramLabel = "N",
      defaultValue = "0",
      description = "begin with this packet of the row (default: 0)")
  private long first;

  @Spec private @Nullable CommandSpec command;

  @Override
  public Integer call() throws IOException {
    if (!"dns".equals(what)) {
      throw Arguments.bad(
          command, (what == null ? "what?" : "cannot fuzz '" + what + "';") + " there is: dns");
    }
    if (packets < 0 || seconds < 0 || first < 0) {
      throw Arguments.bad(command, "--packets, --seconds and --first must not be negative");
    }
    FuzzResult result = new DnsFuzz(seed, first).run(limit());
    PrintWriter out = Objects.requireNonNull(command).commandLine().getOut();
    result.lines(seed).forEach(out::println);
    out.flush();
    return result.failure().isEmpty() ? ExitCodes.OK : ExitCodes.FAILED;
  }

  /** Whichever limit is given, or the first that is reached. */
  private BooleanSupplier limit() {
    long most = packets > 0 ? packets : seconds > 0 ? Long.MAX_VALUE : DEFAULT_PACKETS;
    long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
    AtomicLong sent = new AtomicLong();
    return () -> {
      long already = sent.getAndIncrement();
      if (already > 0 && already % TOLD_EVERY == 0) {
        Progress.stderr().say(already + " packets, all answered as they should be");
      }
      return already < most && (seconds == 0 || System.nanoTime() - end < 0);
    };
  }
}

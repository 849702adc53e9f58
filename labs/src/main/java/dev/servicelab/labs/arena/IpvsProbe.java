package dev.servicelab.labs.arena;

import dev.servicelab.labs.cluster.ClusterFailed;
import dev.servicelab.labs.probe.IpvsProbeMain;
import io.fabric8.kubernetes.client.dsl.ExecWatch;
import io.fabric8.kubernetes.client.dsl.PodResource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * {@link IpvsProbeMain} in a pod, asked over the API server's exec. Moments are this process's own
 * {@link System#nanoTime()}, taken when the answer arrives.
 */
public final class IpvsProbe implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(8);

  private final ExecWatch exec;
  private final BufferedReader answers;

  private IpvsProbe(ExecWatch exec) {
    this.exec = exec;
    this.answers =
        new BufferedReader(new InputStreamReader(exec.getOutput(), StandardCharsets.US_ASCII));
  }

  /** Starts it, and returns when it can be asked. */
  static IpvsProbe start(PodResource pod) {
    IpvsProbe probe =
        new IpvsProbe(
            pod.inContainer("tools")
                .redirectingInput()
                .redirectingOutput()
                .exec(
                    "java",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Xmx32m",
                    "--enable-native-access=ALL-UNNAMED",
                    "-cp",
                    ProxyPod.CLASSES,
                    IpvsProbeMain.class.getName()));
    probe.expect("ready");
    return probe;
  }

  /** The moment at which a virtual server of TCP has a real server, both {@code 10.96.0.20:80}. */
  public CompletableFuture<Long> whenThere(String virtual, String real) {
    return when("there", virtual, real);
  }

  /** The moment at which it has it no longer, or is itself gone. */
  public CompletableFuture<Long> whenGone(String virtual, String real) {
    return when("gone", virtual, real);
  }

  /** One question at a time. */
  private CompletableFuture<Long> when(String word, String virtual, String real) {
    String question = "%s %s %s %d\n".formatted(word, virtual, real, LIMIT.toMillis());
    try {
      exec.getInput().write(question.getBytes(StandardCharsets.US_ASCII));
      exec.getInput().flush();
    } catch (IOException e) {
      throw new ClusterFailed("the probe does not listen: " + e.getMessage(), e);
    }
    CompletableFuture<Long> moment = new CompletableFuture<>();
    // Not in the common pool: the client of the API server needs that, and it may be one thread.
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                expect("yes");
                moment.complete(System.nanoTime());
              } catch (ClusterFailed e) {
                moment.completeExceptionally(e);
              }
            });
    return moment;
  }

  private void expect(String answer) {
    try {
      String line = answers.readLine();
      if (!answer.equals(line)) {
        throw new ClusterFailed("the probe in IPVS did not say " + answer + ", but: " + line);
      }
    } catch (IOException e) {
      throw new ClusterFailed("the probe does not answer: " + e.getMessage(), e);
    }
  }

  /** Ends it. */
  @Override
  public void close() {
    exec.close();
  }
}

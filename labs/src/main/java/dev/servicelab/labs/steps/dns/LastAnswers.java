package dev.servicelab.labs.steps.dns;

import dev.servicelab.labs.world.Scene;
import java.time.Instant;
import java.util.List;

/**
 * A pod that asks a DNS server and its health page in turns, until it is told to stop. It does so
 * by itself: a command from outside takes seconds to begin on a slow node, and the server may be
 * gone then. Nodes with kernels of their own have the host's clock, too.
 */
final class LastAnswers {
  private static final String FILE = "/tmp/last-answers";

  private final Scene scene;
  private final String client;

  private LastAnswers(Scene scene, String client) {
    this.scene = scene;
    this.client = client;
  }

  /** Makes a pod begin to ask; it has begun on return, and ends with the scenario. */
  static LastAnswers begin(Scene scene, String client, String ip, int port, String page) {
    String script = ": > %s; setsid sh -c \"$0\" > /dev/null 2>&1 & echo $!".formatted(FILE);
    String pid =
        scene
            .inPod(client, List.of("sh", "-c", script, ask(ip, port, page)))
            .required("questions of pod " + client)
            .strip();
    scene.atEnd(() -> scene.inPod(client, List.of("kill", pid)));
    return new LastAnswers(scene, client);
  }

  /** Bounded, should nobody tell it to stop. */
  private static String ask(String ip, int port, String page) {
    return """
    for round in $(seq 600); do
      dig +short +time=1 +tries=1 @%1$s cluster.local SOA > /dev/null && what=dns || what=silent
      echo "$what $(date +%%s.%%N)"
      [ "$(curl -s -m 1 -o /dev/null -w '%%{http_code}' http://%1$s:%2$d%3$s)" = 200 ] &&
        echo "page $(date +%%s.%%N)"
      sleep 0.2
    done > %4$s
    """
        .formatted(ip, port, page, FILE);
  }

  /** What came of it so far, the oldest first. */
  List<Answer> read() {
    return scene
        .inPod(client, List.of("cat", FILE))
        .required("answers of pod " + client)
        .lines()
        .map(Answer::parse)
        .toList();
  }

  /**
   * One of them.
   *
   * @param what {@code dns} or {@code page} if there was an answer, {@code silent} if the DNS gave
   *     none
   * @param when the moment, by the pod's clock
   */
  record Answer(String what, Instant when) {
    private static Answer parse(String line) {
      String[] words = line.split("[ .]", 3);
      return new Answer(
          words[0], Instant.ofEpochSecond(Long.parseLong(words[1]), Long.parseLong(words[2])));
    }
  }
}

package dev.servicelab.labs.traffic;

import dev.servicelab.labs.world.Scene;
import java.util.ArrayList;
import java.util.List;

/**
 * A TCP connection that a pod keeps open: each line that is sent gets a line in answer from the
 * demo application's echo port. What is to be sent, and what has come, stand in two files of the
 * pod.
 *
 * @param scene the scenario
 * @param pod who keeps it, and has socat
 */
public record HeldConnection(Scene scene, String pod) {
  private static final String OPEN =
      """
      mkdir /tmp/held && : > /tmp/held/sent && : > /tmp/held/come
      setsid sh -c 'tail -n +1 -f /tmp/held/sent | socat - "$1" > /tmp/held/come' sh "$1" \
          < /dev/null > /dev/null 2>&1 &
      """;

  /**
   * Begins it; the connection may still fail.
   *
   * @throws AssertionError if the pod refused
   */
  public static HeldConnection open(Scene scene, String pod, Target to) {
    HeldConnection connection = new HeldConnection(scene, pod);
    connection.run(OPEN, "TCP4:%s:%d".formatted(to.host(), to.port()));
    return connection;
  }

  /** Sends a line. */
  public void send() {
    run("echo who >> /tmp/held/sent");
  }

  /** What has come so far: as many answers as lines were sent, unless it is broken or slow. */
  public List<Reply> come() {
    return run("cat /tmp/held/come").lines().map(DemoReply::parse).toList();
  }

  private String run(String script, String... arguments) {
    List<String> command = new ArrayList<>(List.of("sh", "-c", script, "sh"));
    command.addAll(List.of(arguments));
    return scene.inPod(pod, command).required("connection of pod " + pod);
  }
}

package dev.servicelab.labs.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.labs.world.Timeouts;
import org.junit.jupiter.api.Test;

class CurlOutputTest {

  private static final String JSON =
      """
      {"pod":"web-0","namespace":"shop","node":"node2","podIp":"10.244.1.7","client":"10.244.2.9:40312","server":"10.244.1.7:80"}
      """;

  @Test
  void asksManyTimesInOneRunAndNeverTwiceOnOneConnection() {
    assertThat(CurlOutput.command("10.96.3.4", 8888, 60, Timeouts.stretched(1)))
        .containsSubsequence("--connect-timeout", "3.0")
        .containsSubsequence("--max-time", "8.0")
        .containsSubsequence("--header", "Connection: close")
        .contains("--fail-early")
        .endsWith("http://10.96.3.4:8888/?format=json&request=[1-60]");
  }

  @Test
  void readsEveryReply() {
    String output = JSON + "\n@@ 200 0 \n" + JSON.replace("web-0", "web-1") + "\n@@ 200 0 \n";
    assertThat(CurlOutput.parse(output))
        .containsExactly(
            new Reply.Answered("web-0", "10.244.1.7", "10.244.2.9", 40312),
            new Reply.Answered("web-1", "10.244.1.7", "10.244.2.9", 40312));
  }

  @Test
  void tellsWhyNobodyAnswered() {
    String output =
        JSON + "\n@@ 200 0 \n\n@@ 000 28 Connection timed out after 1001 milliseconds\n";
    assertThat(CurlOutput.parse(output))
        .last()
        .isEqualTo(new Reply.Unanswered("curl 28: Connection timed out after 1001 milliseconds"));
  }

  @Test
  void anotherServersAnswerIsNone() {
    assertThat(CurlOutput.parse("<html>\n</html>\n@@ 200 0 \nnot ready\n@@ 503 0 \n"))
        .containsExactly(
            new Reply.Unanswered("not the demo application's answer: <html></html>"),
            new Reply.Unanswered("HTTP status 503: not ready"));
  }

  @Test
  void noOutputIsNoReply() {
    assertThat(CurlOutput.parse("")).isEmpty();
  }
}

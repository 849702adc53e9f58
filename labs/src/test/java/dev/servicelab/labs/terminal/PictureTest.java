package dev.servicelab.labs.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PictureTest {
  private final Notes notes = new Notes();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          nginx  <IP>   <none>  80/TCP  <age>     | nginx   10.96.3.4   <none>   80/TCP   2m10s
          web-<name>  <number>/2                  | web-6d4cf56db6-k8x2p   1/2
          -j KUBE-SVC-<hash>                      | -j KUBE-SVC-4N57TFCL4MD7ZTDA
          0 …received, 100% packet loss, …        | 0 packets received, 100% packet loss, time 0ms
          <IP: a>:80 <a>                          | 10.0.0.1:80 10.0.0.1
          """)
  void gapsTakeWhatTheyAreFor(String picture, String line) {
    new Picture(picture, notes).compare(screen(line));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          nginx <IP> <age>   | nginx 10.96.3 5s
          nginx <IP> <age>   | nginx 10.96.3.4 soon
          <IP: a>:80 <a>     | 10.0.0.1:80 10.0.0.2
          web-0              | web-01
          <none>             | some
          -j KUBE-SVC-<hash> | -j KUBE-SVC-4N57
          """)
  void gapsTakeNothingElse(String picture, String line) {
    assertThatThrownBy(() -> new Picture(picture, notes).compare(screen(line)))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void whatIsNotedCanBeTypedAndHasToComeAgain() {
    new Picture("the VIP is <IP: the VIP>", notes).compare(screen("the VIP is 10.96.3.4"));

    assertThat(notes.fill("curl <the VIP>:80 <the other>"))
        .isEqualTo("curl 10.96.3.4:80 <the other>");
    new Picture("IP: <the VIP>", notes).compare(screen("IP:    10.96.3.4"));
    assertThatThrownBy(() -> new Picture("IP: <the VIP>", notes).compare(screen("IP: 10.96.3.5")))
        .hasMessageContaining("the screen does not show, in its place: IP: 10.96.3.4");
  }

  @Test
  void someListsHaveNoOrder() {
    new Picture("<IP: a>\n<IP: b>\n<IP: c>", notes)
        .compare(screen("10.0.0.1", "10.0.0.2", "10.0.0.3"));

    Picture list = new Picture("Endpoints: <in any order: a:80, b:80, c:80>", notes);
    list.compare(screen("Endpoints:  10.0.0.3:80,10.0.0.1:80,10.0.0.2:80"));
    assertThatThrownBy(() -> list.compare(screen("Endpoints: 10.0.0.3:80,10.0.0.1:80,10.0.0.1:80")))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void linesMayBeLeftOutWhereThePictureSaysSo() {
    new Picture("NAME\n…\nweb-1 Running\n…", notes)
        .compare(screen("NAME", "web-0 Running", "web-1 Pending", "web-1 Running"));
    assertThatThrownBy(() -> new Picture("NAME", notes).compare(screen("NAME", "web-0")))
        .hasMessageContaining("more than this")
        .hasMessageContaining("web-0");
  }

  @Test
  void aScreenIsWhatAPersonSees() {
    assertThat(
            screen(
                    "",
                    "\u001b[?2004h\u001b]0;root@tools: /\u0007root@tools:/#"
                        + " \u001b[01;34mls\u001b[0m\r")
                .lines())
        .containsExactly("root@tools:/# ls");
  }

  private static Screen screen(String... lines) {
    return new Screen(List.of(lines), List.of(), 0);
  }
}

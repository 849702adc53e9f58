@dns
Feature: An answer that is too long for a packet

  DNS asks by UDP, one packet there and one back. A packet has room for 512 bytes, by the rule of 1987; with EDNS, an extra record
  in the question, the client says how much more it takes, today mostly 1232 bytes, which every network lets through in one
  piece. A headless Service with eighty endpoints has an answer of about 1,350 bytes.

  What does not fit is left out and the answer marked with the flag tc, "cut". The client then asks again by TCP, where
  there is room for 65,535 bytes. This is why the DNS Service has port 53 twice, and why a firewall that only lets UDP through
  breaks big Services first. Programs on an old musl (before 1.2.4) did not ask again: they took the records that
  happened to fit. Today's asks again, but keeps 48 addresses of a name and no more. glibc gives all.

  The server sends the EDNS record only to those who sent one.

  What to look at: "dig +ignore many.default.svc.cluster.local" shows the cut answer, ";; flags: qr aa tc"; "dig" alone
  says ";; Truncated, retrying in TCP mode.".

  https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/
  https://www.rfc-editor.org/rfc/rfc6891
  https://www.rfc-editor.org/rfc/rfc7766

  Scenario: Cut by UDP, whole by TCP
    Given the manifest is applied
    And the Pod "client" is ready
    Then pod "client", asking the cluster's DNS for "many.NAMESPACE.svc.cluster.local", is sent:
      | dig                   | bytes         | records | cut | EDNS |
      | +ignore +noedns       | at most 512   | some    | yes | no   |
      | +ignore +bufsize=512  | at most 512   | some    | yes | yes  |
      | +ignore +bufsize=1232 | at most 1232  | some    | yes | yes  |
      | +ignore +bufsize=1452 | at most 1452  | 80      | no  | yes  |
      | +bufsize=1232         | at most 65535 | 80      | no  | yes  |
      | +tcp +noedns          | at most 65535 | 80      | no  | no   |
    And programs in pod "client" that look up "many.NAMESPACE.svc.cluster.local" find this many addresses:
      | program     | addresses |
      | getent      | 80        |
      | musl-getent | 48        |

@dns @own-only @dns-choice
Feature: Where our DNS does not follow CoreDNS

  The specification of Kubernetes' DNS says what must be answered. It is silent about the rest, and there CoreDNS has become
  the rule: whoever answers otherwise should have a reason. Ours has one here.

  A name in the middle, such as _tcp.web.NAMESPACE.svc.cluster.local, has no records, but names below it have. CoreDNS says
  NXDOMAIN; by RFC 8020 that means that nothing below it exists either, and a resolver that goes down the tree step by step
  gives up. Ours says "no data". The name of a port has SRV records, by the specification, so ours has no address
  for it; with CoreDNS it has the Service's. And when the DNS server of an ExternalName's target does not answer, CoreDNS
  gives the alias alone, as if the target had no address; ours says SERVFAIL, "ask again".

  Each of these choices is an option in the Corefile, and "choices coredns" takes all of them back: the second server of the
  lab has this line. With the reference this page is skipped.

  What to look at: docs/dns-choices.md, with the reasons; "./lab dns explain" says of any answer why it is so.

  https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/
  https://www.rfc-editor.org/rfc/rfc8020

  Scenario: Names in the middle, addresses of ports, a target that does not answer
    Given the Service "web" is applied
    And the Service "lost" is applied
    And the Pod "client" is applied
    And the Pod "client" is ready
    And a DNS server "dns" runs with the files of the ConfigMap "dns"
    Then the DNS server "dns" answers pod "client":
      | name                                       | type  | answer                                    |
      | _tcp.web.NAMESPACE.svc.cluster.local       | A     | no data                                   |
      | 96.10.in-addr.arpa                         | PTR   | no data                                   |
      | _http._tcp.web.NAMESPACE.svc.cluster.local | A     | no data                                   |
      | _http._tcp.web.NAMESPACE.svc.cluster.local | SRV   | 0 100 80 web.NAMESPACE.svc.cluster.local. |
      | lost.NAMESPACE.svc.cluster.local           | CNAME | somewhere.lost.test.                      |
      | lost.NAMESPACE.svc.cluster.local           | A     | SERVFAIL                                  |
    When a DNS server "as-coredns" runs with the files of the ConfigMap "as-coredns"
    Then the DNS server "as-coredns" answers pod "client":
      | name                                       | type  | answer                                    |
      | _tcp.web.NAMESPACE.svc.cluster.local       | A     | NXDOMAIN                                  |
      | 96.10.in-addr.arpa                         | PTR   | NXDOMAIN                                  |
      | _http._tcp.web.NAMESPACE.svc.cluster.local | A     | {web}                                     |
      | lost.NAMESPACE.svc.cluster.local           | A     | somewhere.lost.test.                      |

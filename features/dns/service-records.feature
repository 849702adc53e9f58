@dns
Feature: What DNS knows of a Service, and what it says of the rest

  A DNS server does not only say "here it is". Two of its answers look alike and mean different things. NXDOMAIN: there is no
  such name, and none below it. "No data" (NOERROR, and nothing in the answer): the name is there, it only has nothing of this
  type. A cluster without IPv6 says "no data" whenever somebody asks for AAAA; if it said NXDOMAIN, programs that ask for both
  would believe it and give up the IPv4 address as well. With either the server sends the zone's SOA record, whose last number
  says for how many seconds that may be remembered.

  A Service has its name, and more: one for each named port, whose SRV record says at which number it is, and a reverse name
  that leads from its address back to it. So a program need not be told a port. The record's other numbers are its priority
  and weight. A port without a name has no such record. Upper and lower case are the same to DNS, but the answer
  repeats the question as it was spelled.

  What looks like a pod's name, 192-0-2-7.NAMESPACE.pod.cluster.local, is arithmetic ("pods insecure"): the address is that in
  the name, whether anybody has it or not. Whoever has a certificate for *.NAMESPACE.pod.cluster.local should know that.

  NAMESPACE stands for the scenario's namespace, {web} for the ClusterIP of the Service "web".

  What to look at: "dig +noall +comments +answer +authority web.default.svc.cluster.local AAAA"; "dig -x 10.96.0.10".

  https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/
  https://github.com/kubernetes/dns/blob/master/docs/specification.md
  https://www.rfc-editor.org/rfc/rfc2308

  Background:
    Given the manifest is applied
    And the Pod "client" is ready

  Scenario: The zone itself, and what is not in it
    Then the cluster's DNS answers pod "client":
      | name                                    | type | answer                                                              | additional |
      | cluster.local                           | SOA  | ns.dns.cluster.local. hostmaster.cluster.local. * 7200 1800 86400 30 |            |
      | cluster.local                           | NS   | kube-dns.kube-system.svc.cluster.local.                             | 10.96.0.10 |
      | dns-version.cluster.local               | TXT  | "1.1.0"                                                             |            |
      | cluster.local                           | A    | no data                                                             |            |
      | svc.cluster.local                       | A    | no data                                                             |            |
      | pod.cluster.local                       | A    | no data                                                             |            |
      | NAMESPACE.svc.cluster.local             | A    | no data                                                             |            |
      | NAMESPACE.svc.cluster.local             | SOA  | no data                                                             |            |
      | other.cluster.local                     | A    | NXDOMAIN                                                            |            |
      | absent-NAMESPACE.svc.cluster.local      | A    | NXDOMAIN                                                            |            |
      | absent.NAMESPACE.svc.cluster.local      | A    | NXDOMAIN                                                            |            |
      | web.NAMESPACE.svc.cluster.local         | AAAA | no data                                                             |            |
      | web.NAMESPACE.svc.cluster.local         | TXT  | no data                                                             |            |
      | web.NAMESPACE.svc.cluster.local         | MX   | no data                                                             |            |
      | web.NAMESPACE.svc.cluster.local         | HTTPS | no data                                                            |            |
      | a.b.c.web.NAMESPACE.svc.cluster.local   | A    | NXDOMAIN                                                            |            |
      | *.NAMESPACE.svc.cluster.local           | A    | NXDOMAIN                                                            |            |
      | any.NAMESPACE.svc.cluster.local         | A    | NXDOMAIN                                                            |            |

  Scenario: A Service with an address: itself, its ports, and the way back
    Then the cluster's DNS answers pod "client":
      | name                                      | type | answer                                     | additional | ttl        |
      | web.NAMESPACE.svc.cluster.local           | A    | {web}                                      |            | at most 30 |
      | WEB.NAMESPACE.sVc.ClusteR.locaL           | A    | {web}                                      |            | at most 30 |
      | nobody.NAMESPACE.svc.cluster.local        | A    | {nobody}                                   |            | at most 30 |
      | _http._tcp.web.NAMESPACE.svc.cluster.local | SRV | 0 100 80 web.NAMESPACE.svc.cluster.local.  | {web}      | at most 30 |
      | _HTTP._TCP.web.NAMESPACE.svc.cluster.local | SRV | 0 100 80 web.NAMESPACE.svc.cluster.local.  | {web}      | at most 30 |
      | _talk._udp.web.NAMESPACE.svc.cluster.local | SRV | 0 100 99 web.NAMESPACE.svc.cluster.local.  | {web}      | at most 30 |
      | _http._udp.web.NAMESPACE.svc.cluster.local | SRV | NXDOMAIN                                   |            |            |
      | _absent._tcp.web.NAMESPACE.svc.cluster.local | SRV | NXDOMAIN                                 |            |            |
      | _http._tcp.nobody.NAMESPACE.svc.cluster.local | SRV | NXDOMAIN                                |            |            |
      | {reverse web}                             | PTR  | web.NAMESPACE.svc.cluster.local.           |            | at most 30 |
      | 192-0-2-9.web.NAMESPACE.svc.cluster.local | A    | 192.0.2.9                                  |            | at most 30 |
    And the cluster's DNS spells "9-8-7-6.NAMESPACE.PoD.ClusteR.locaL" to pod "client" as it was asked

  Scenario: Names made of an address
    Then the cluster's DNS answers pod "client":
      | name                                         | type | answer      |
      | {dashes client}.NAMESPACE.pod.cluster.local  | A    | {client}    |
      | 192-0-2-7.NAMESPACE.pod.cluster.local        | A    | 192.0.2.7   |
      | 2001-db8--1.NAMESPACE.pod.cluster.local      | AAAA | 2001:db8::1 |
      | 192-0-2-7.NAMESPACE.pod.cluster.local        | AAAA | no data     |
      | client.NAMESPACE.pod.cluster.local           | A    | NXDOMAIN    |
      | 192-0-2-7.absent-NAMESPACE.pod.cluster.local | A    | NXDOMAIN    |
      | NAMESPACE.pod.cluster.local                  | A    | no data     |
      | absent-NAMESPACE.pod.cluster.local           | A    | NXDOMAIN    |

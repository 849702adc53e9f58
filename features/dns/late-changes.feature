@dns
Feature: What changes in the cluster changes in DNS

  A cluster's DNS server has no zone file that somebody would edit. It watches the API server, and a Service that is made, changed or
  deleted is another answer a moment later, without a restart. What takes longer is forgetting: every answer may be
  remembered for its TTL, by the server's own plugin cache, by the program that asked. So that only the server is seen
  here, the lab runs one without the line "cache".

  A Service of type ExternalName is another name for something, a CNAME record. Who changes it sends all clients elsewhere. Who
  makes an ordinary Service of it gives the name an address of its own. No name exists below an alias.

  What to look at: "dig shop.default.svc.cluster.local" between two "kubectl apply"; the TTL in the second column.

  https://kubernetes.io/docs/concepts/services-networking/service/#externalname

  Scenario: Made, changed, given an address, deleted
    Given the Pod "client" is applied
    And the Pod "client" is ready
    And a DNS server "dns" runs with the files of the ConfigMap "dns"
    And the DNS server "dns" answers pod "client":
      | name                                 | type | answer   |
      | shop.NAMESPACE.svc.cluster.local     | A    | NXDOMAIN |
    When the Service "shop" is applied
    Then the DNS server "dns" answers pod "client":
      | name                                 | type  | answer                        | ttl |
      | shop.NAMESPACE.svc.cluster.local     | CNAME | www.lab.test.                 | 30  |
      | shop.NAMESPACE.svc.cluster.local     | A     | www.lab.test., 198.51.100.10  |     |
      | x.shop.NAMESPACE.svc.cluster.local   | A     | NXDOMAIN                      |     |
      | shop.NAMESPACE.svc.cluster.local     | SRV   | no data                       |     |
    When the Service "web" is applied
    And the Service "shop" is applied again, now "another name of a Service"
    Then the DNS server "dns" answers pod "client":
      | name                                 | type | answer                                  |
      | shop.NAMESPACE.svc.cluster.local     | A    | web.NAMESPACE.svc.cluster.local., {web} |
    When the Service "shop" is applied again, now "a Service of its own"
    Then the DNS server "dns" answers pod "client":
      | name                                 | type | answer |
      | shop.NAMESPACE.svc.cluster.local     | A    | {shop} |
    When the Service "shop" is deleted
    Then the DNS server "dns" answers pod "client":
      | name                                 | type | answer   |
      | shop.NAMESPACE.svc.cluster.local     | A    | NXDOMAIN |
      | web.NAMESPACE.svc.cluster.local      | A    | {web}    |

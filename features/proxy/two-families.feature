@proxy @iptables-mode
Feature: IPv4 and IPv6, two proxies in one

  A cluster can have addresses of one family or of both. Its proxy is made of two, one for each family, and they know nothing
  of each other: each takes of every Service the addresses of its own family, and writes its own tables. Both run even where
  the cluster has only one, as this one: the rules of IPv6 are there, and no Service is in them.

  What to look at: "ip6tables-save" beside "iptables-save" on any node.

  https://kubernetes.io/docs/concepts/services-networking/dual-stack/

  Scenario: In a cluster with IPv4 alone, the rules of IPv6 wait for Services
    Given the manifest is applied
    And the Pod "web-1" is ready
    Then every node has proxy rules for the Service "web"
    And every node has the proxy's chains for IPv6, too, and none of them is for a Service

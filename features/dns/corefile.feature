@mission-C1 @dns
Feature: The Corefile, line by line

  What a cluster's DNS server does stands in one file, the Corefile, and in a cluster it lies in the ConfigMap "coredns". It
  is a list of zones with a block for each. Here there is one block, for ".", which is every name, at port 53. The words in it
  are plugins: each sees the question, answers it or hands it on. Their order in the file means nothing, the server has one of
  its own.

  kubernetes answers for three zones: cluster.local, and the two that lead from an address back to a name. In the first it has
  the last word: what it does not know does not exist. In the other two "fallthrough" has it hand on what it does not
  know, because most addresses of the world are not the cluster's. "pods insecure" answers for names such as
  10-244-1-7.default.pod.cluster.local, with the address that stands in the name, and does not look whether there is a pod.
  forward asks the DNS server of the node. cache remembers what it has heard, for 30 seconds and no longer, whatever the
  answer allows. loadbalance gives the addresses in another order each time, since most programs take the first.

  The others answer no question. errors writes a line when one could not be answered, prometheus counts, at a port of its own;
  health, ready, loop and reload are the next page's.

  The second scenario has a DNS server of its own, the same program with a Corefile whose upstream is a second block of the same
  file: there one can see what it is asked for, and how often. The zone gone.test has an upstream where nobody listens, and
  that of slow.test listens but never says a word. With "max_concurrent 1000" no more than a thousand questions wait for
  it at a time, here no more than two; the others are refused at once, so that the server does not drown in them.

  What to look at: "kubectl -n kube-system get configmap coredns -o yaml"; "curl -s DNS-POD:9153/metrics | grep ^coredns".

  https://coredns.io/2017/07/23/corefile-explained/
  https://kubernetes.io/docs/tasks/administer-cluster/dns-custom-nameservers/#coredns

  Background:
    Given the Pod "client" is applied
    And the Pod "client" is ready

  Scenario: The article's file is the one in use: kubernetes, fallthrough, forward, loadbalance
    Given the Service "web" is applied
    And the Pod "web-1" is applied
    And the Pod "web-2" is applied
    And the Pod "web-3" is applied
    And the Pod "web-1" is ready
    And the Pod "web-2" is ready
    And the Pod "web-3" is ready
    Then the Corefile of the cluster's DNS, in the ConfigMap "coredns" of kube-system, says:
      """
      .:53 {
          errors
          health {
             lameduck 5s
          }
          ready
          kubernetes cluster.local in-addr.arpa ip6.arpa {
             pods insecure
             fallthrough in-addr.arpa ip6.arpa
             ttl 30
          }
          prometheus :9153
          forward . /etc/resolv.conf {
             max_concurrent 1000
          }
          cache 30
          loop
          reload
          loadbalance
      }
      """
    And the cluster's DNS answers pod "client":
      | name                                   | type | answer                                |
      | web.NAMESPACE.svc.cluster.local        | A    | {web-1}, {web-2}, {web-3}             |
      | {reverse web-1}                        | PTR  | web-1.web.NAMESPACE.svc.cluster.local. |
      | 192-0-2-7.NAMESPACE.pod.cluster.local  | A    | 192.0.2.7                             |
      | absent.NAMESPACE.svc.cluster.local     | A    | NXDOMAIN                              |
      | 7.2.0.192.in-addr.arpa                 | PTR  | NXDOMAIN                              |
      | NAMESPACE.lab.test                     | A    | NXDOMAIN                              |
    And the question "PTR 7.2.0.192.in-addr.arpa" has been passed on to the DNS server of a node
    And the question "A NAMESPACE.lab.test" has been passed on to the DNS server of a node
    But the question "A absent.NAMESPACE.svc.cluster.local" has not been passed on
    And the cluster's DNS gives pod "client" the 3 addresses of "web.NAMESPACE.svc.cluster.local" in changing order

  Scenario: errors, prometheus, forward, cache
    Given a DNS server "dns" runs with the files of the ConfigMap "dns"
    Then the DNS server "dns" answers pod "client":
      | name             | type | answer        | ttl        |
      | lasting.lab.test | A    | 198.51.100.20 | at most 30 |
    And the DNS server "dns" tells pod "client" to remember "lasting.lab.test" for fewer and fewer seconds
    And the log of the DNS server "dns" has 1 line with "A IN lasting.lab.test."
    And the DNS server "dns" shows pod "client" that 'coredns_cache_hits_total{type="success"}' is at least 2
    When the DNS server "dns" is asked by pod "client":
      | name       | type |
      | a.lab.test | MX   |
      | b.lab.test | MX   |
      | c.lab.test | MX   |
    Then the DNS server "dns" shows pod "client" that 'coredns_dns_requests_total{type="MX"}' is 3
    And the DNS server "dns" shows pod "client" that 'coredns_plugin_enabled{name="loadbalance"}' is 1
    And the DNS server "dns" shows pod "client" these metrics:
      | name                                        |
      | coredns_build_info                          |
      | coredns_cache_entries                       |
      | coredns_cache_misses_total                  |
      | coredns_cache_requests_total                |
      | coredns_dns_request_duration_seconds        |
      | coredns_dns_request_size_bytes              |
      | coredns_dns_response_size_bytes             |
      | coredns_dns_responses_total                 |
      | coredns_forward_max_concurrent_rejects_total |
      | coredns_health_request_duration_seconds     |
      | coredns_panics_total                        |
      | coredns_proxy_request_duration_seconds      |
      | coredns_reload_failed_total                 |
    When the DNS server "dns" is asked by pod "client":
      | name           | type |
      | quiet.test     | A    |
      | loud.gone.test | A    |
    Then the log of the DNS server "dns" has a line with "[ERROR] plugin/errors: 2 loud.gone.test. A:"
    But the log of the DNS server "dns" has no line with "[ERROR] plugin/errors: 2 quiet.test."
    And of 6 questions that pod "client" asks the DNS server "dns" at once, 4 are refused, as nobody answers "slow.test"
    And the DNS server "dns" shows pod "client" that "coredns_forward_max_concurrent_rejects_total" is at least 4

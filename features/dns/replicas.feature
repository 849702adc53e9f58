@dns
Feature: Every replica of cluster DNS knows the same, and how long it took to learn it

  Cluster DNS runs twice, and neither asks the other. Each pod watches the API server itself and makes its own records, so
  for a moment after a change one may know what the other does not: a client that asks twice may hear two answers. That is
  why a program should believe a name's absence only for as long as the answer says.

  How long the moment is can be measured. The control plane writes into each EndpointSlice when the change happened that made it
  write (a pod became ready, a Service was edited). A DNS server that has taken it in knows the time since then, and counts
  it: "coredns_kubernetes_dns_programming_duration_seconds", on the page that Prometheus reads.

  What to look at: "dig @ADDRESS" with the address of each pod of "kubectl -n kube-system get pods -l k8s-app=kube-dns -o
  wide", and "curl http://ADDRESS:9153/metrics" for the histogram and its sum.

  https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/
  https://github.com/kubernetes/community/blob/master/sig-scalability/slos/dns_programming_latency.md
  https://coredns.io/plugins/kubernetes/

  Scenario: New pods get into the answers of every replica, and each counts the time
    Given the Service "headless" is applied
    And the Pod "client" is applied
    And the Pod "client" is ready
    And the metric "coredns_kubernetes_dns_programming_duration_seconds_count" of every DNS pod is noted
    When the Deployment "demoapp" is applied
    And the Deployment "demoapp" has 3 ready pods
    Then every DNS pod answers pod "client" for "headless.NAMESPACE.svc.cluster.local" with the pods of the Deployment "demoapp"
    And the metric "coredns_kubernetes_dns_programming_duration_seconds_count" of every DNS pod has grown
    And every DNS pod has these metrics:
      | metric                                  |
      | coredns_build_info                      |
      | coredns_plugin_enabled                  |
      | coredns_panics_total                    |
      | coredns_dns_requests_total              |
      | coredns_dns_responses_total             |
      | coredns_dns_request_duration_seconds    |
      | coredns_dns_request_size_bytes          |
      | coredns_dns_response_size_bytes         |
      | coredns_cache_entries                   |
      | coredns_cache_requests_total            |
      | coredns_health_request_duration_seconds |
      | coredns_health_request_failures_total   |
      | coredns_reload_failed_total             |

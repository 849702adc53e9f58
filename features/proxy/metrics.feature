@proxy @three-nodes
Feature: What the proxy counts

  A proxy is noticed when it is late. How late it is, it counts itself, and shows at 127.0.0.1:10249/metrics, in the form that
  Prometheus reads. The names are the same for every proxy that calls itself kube-proxy, so that alarms and diagrams go on
  working. The most telling one is network_programming_duration_seconds: the time from the change of a pod, which its
  EndpointSlice carries as an annotation, until the kernel knows of it.

  Some of the counts are not about time. sync_proxy_rules_no_local_endpoints_total is the number of Services that would have
  endpoints, only not on this node, where their policy wants them: packets to them are dropped here (in IPVS mode refused, or
  sent elsewhere all the same). It may be meant so; if it grows on all nodes at once, it is not.

  At /proxyMode the proxy tells how it works. Programs that test a cluster begin there.

  What to look at: on a node, "curl -s 127.0.0.1:10249/metrics | grep ^kubeproxy".

  https://kubernetes.io/docs/reference/instrumentation/metrics/
  https://kubernetes.io/docs/reference/networking/virtual-ips/#proxy-modes

  Scenario: The names are kube-proxy's
    Given the manifest is applied
    And the Pod "web-1" is ready
    Then the proxy of every node says in which mode it is, and it is that of the cluster
    And the proxy of every node has these metrics:
      | name                                                     |
      | kubeproxy_conntrack_reconciler_deleted_entries_total     |
      | kubeproxy_conntrack_reconciler_sync_duration_seconds     |
      | kubeproxy_network_programming_duration_seconds           |
      | kubeproxy_proxy_healthz_total                            |
      | kubeproxy_sync_proxy_rules_duration_seconds              |
      | kubeproxy_sync_proxy_rules_endpoint_changes_pending      |
      | kubeproxy_sync_proxy_rules_endpoint_changes_total        |
      | kubeproxy_sync_proxy_rules_last_queued_timestamp_seconds |
      | kubeproxy_sync_proxy_rules_last_timestamp_seconds        |
      | kubeproxy_sync_proxy_rules_no_local_endpoints_total      |
      | kubeproxy_sync_proxy_rules_service_changes_pending       |
      | kubeproxy_sync_proxy_rules_service_changes_total         |

  @iptables-mode
  Scenario: Names that only iptables mode has
    Then the proxy of every node has these metrics:
      | name                                                          |
      | kubeproxy_iptables_ct_state_invalid_dropped_packets_total     |
      | kubeproxy_iptables_localhost_nodeports_accepted_packets_total |
      | kubeproxy_sync_full_proxy_rules_duration_seconds              |
      | kubeproxy_sync_partial_proxy_rules_duration_seconds           |
      | kubeproxy_sync_proxy_rules_iptables_last                      |
      | kubeproxy_sync_proxy_rules_iptables_total                     |
    And the proxy's metric 'kubeproxy_sync_proxy_rules_iptables_total{table="nat"}' on node "node2" is at least 10

  Scenario: A change is counted from the API server to the kernel
    Given the proxy's metric "kubeproxy_sync_proxy_rules_service_changes_total" on node "node2" is noted
    And the proxy's metric "kubeproxy_sync_proxy_rules_endpoint_changes_total" on node "node2" is noted
    And the proxy's metric "kubeproxy_sync_proxy_rules_duration_seconds_count" on node "node2" is noted
    And the proxy's metric "kubeproxy_network_programming_duration_seconds_count" on node "node2" is noted
    When the manifest is applied
    And the Pod "web-1" is ready
    Then the proxy's metric "kubeproxy_sync_proxy_rules_service_changes_total" on node "node2" has grown by at least 1
    And the proxy's metric "kubeproxy_sync_proxy_rules_endpoint_changes_total" on node "node2" has grown by at least 1
    And the proxy's metric "kubeproxy_sync_proxy_rules_duration_seconds_count" on node "node2" has grown by at least 1
    And the proxy's metric "kubeproxy_network_programming_duration_seconds_count" on node "node2" has grown by at least 1
    And the proxy's metric 'kubeproxy_sync_proxy_rules_no_local_endpoints_total{traffic_policy="internal"}' on node "node2" is at least 1

@proxy @three-nodes
Feature: Is the proxy well, and is its node to be used?

  At port 10256 of its node a proxy says whether it is well, that is, whether the kernel has what the API server knows: 503 if
  a change has waited too long. Two pages say it. /livez means the proxy alone. Kubelet asks there whether to restart it.

  /healthz is for load balancers that send to a node when it says 200. It asks one thing more: is the node there to stay? A node
  that is about to be deleted, or that the cluster's autoscaler has marked (with the taint ToBeDeletedByClusterAutoscaler),
  says 503 while everything still works. So no new connection comes to it, and those that are there can end in peace. Nobody
  must be restarted for that: /livez goes on saying 200.

  What to look at: "curl -i NODE:10256/healthz" while you taint the node, and the same with /livez.

  https://kubernetes.io/docs/reference/networking/virtual-ips/
  https://github.com/kubernetes/enhancements/tree/master/keps/sig-network/3836-kube-proxy-improved-ingress-connectivity-reliability

  Scenario: A node that is to go is well, and not to be used
    Given the manifest is applied
    And the proxy of node "node3" answers 200 at /healthz, with nodeEligible true
    And the proxy of node "node3" answers 200 at /livez, which says nothing of the node
    When node "node3" is tainted with "ToBeDeletedByClusterAutoscaler", effect PreferNoSchedule
    Then the proxy of node "node3" answers 503 at /healthz, with nodeEligible false
    And the proxy of node "node3" answers 200 at /livez, which says nothing of the node
    And the proxy of node "node2" answers 200 at /healthz, with nodeEligible true
    When the taint "ToBeDeletedByClusterAutoscaler" of node "node3" is removed
    Then the proxy of node "node3" answers 200 at /healthz, with nodeEligible true

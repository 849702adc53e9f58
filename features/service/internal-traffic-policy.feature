@proxy @three-nodes
Feature: A Service that does not leave the node

  Some Services are meant for the neighbour: an agent for logs or metrics that runs on every node, where it would be a waste,
  or wrong, to ask the agent of another node. "internalTrafficPolicy: Local" says so. A client that uses the ClusterIP then
  reaches the pods on its own node and no others.

  That is a promise and not a preference. If its node has no pod of the Service, the client's packets are dropped, although
  there are pods elsewhere. Dropped, not refused: refusing would mean "nobody is there", and somebody is. (A client that
  wants the nearest pod, and any other if there is none, wants "trafficDistribution: PreferSameNode".)

  (Not so in IPVS mode, with a Service that has a node port, as the one below: "proxy/modes" has the reason.)

  The policy is about the ClusterIP. What comes in by the node port is the matter of externalTrafficPolicy, which the
  Service below leaves at Cluster.

  What to look at: on node1 the ClusterIP leads to KUBE-SVL-… (L for local) and not to KUBE-SVC-…. On node3, "iptables-save
  -t filter | grep 'has no local endpoints'" has the rule that drops.

  https://kubernetes.io/docs/concepts/services-networking/service-traffic-policy/

  Scenario: Each client reaches the pods of its own node, and without one nobody
    Given the manifest is applied
    And the Pod "web-1" is ready
    And the Pod "web-2" is ready
    And the Pod "client-1" is ready
    And the Pod "client-2" is ready
    And the Pod "client-3" is ready
    Then requests from pod "client-1" to the Service "node-local" are answered by pod "web-1" and nobody else
    And requests from node "node1" to the Service "node-local" are answered by pod "web-1" and nobody else
    And requests from pod "client-2" to the Service "node-local" are answered by pod "web-2" and nobody else
    And requests from outside the cluster to the node port of the Service "node-local" on "node3" are answered by pods "web-1" and "web-2" and nobody else
    When pod "client-3" asks the Service "node-local"
    Then this is "dropped" in iptables mode, and "answered" in ipvs mode
    When node "node3" asks the Service "node-local"
    Then this is "dropped" in iptables mode, and "answered" in ipvs mode

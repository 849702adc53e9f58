@proxy @three-nodes @uses-node-labels
Feature: A Service that prefers what is near

  Each endpoint in an EndpointSlice may carry a hint for whom it is meant: for clients in certain zones (forZones), or on
  certain nodes (forNodes). Controllers write the hints, by the Service's field trafficDistribution: PreferSameZone, formerly
  PreferClose, or PreferSameNode. The proxy reads nothing but the hints. They are a preference: where following them would
  lead to nobody, they are ignored.

  Its rules, one after the other. If every endpoint has a hint for nodes, and one of them names this node: those. Otherwise, if
  every endpoint has a hint for zones, and one of them names the zone of this node (its label topology.kubernetes.io/zone):
  those. Otherwise all. So a single endpoint without hints makes the whole Service the same for everybody: a controller
  that is just changing the slices must not leave anyone without a pod.

  Below, node1 is put in zone-a and node2 in zone-b; node3 is in no zone. Two Services have slices that were written by
  hand, hints and all, and the third leaves it to the controller.

  What to look at: "kubectl get endpointslices -o yaml" for the hints, and the number of KUBE-SEP-… jumps in KUBE-SVC-… on
  each node.

  https://kubernetes.io/docs/concepts/services-networking/service/#traffic-distribution
  https://kubernetes.io/docs/reference/networking/virtual-ips/#traffic-distribution

  Background:
    Given node "node1" is labelled topology.kubernetes.io/zone=zone-a
    And node "node2" is labelled topology.kubernetes.io/zone=zone-b
    And the Pod "web-a" is applied
    And the Pod "web-b" is applied

  Scenario: Hints for zones
    Given the Service "by-zone" is applied
    And the Pod "web-a" is ready
    And the Pod "web-b" is ready
    When the EndpointSlice "by-zone" is applied
    Then requests from node "node1" to the Service "by-zone" are answered by pod "web-a" and nobody else
    And requests from node "node2" to the Service "by-zone" are answered by pod "web-b" and nobody else
    And requests from node "node3" to the Service "by-zone" are answered by pods "web-a" and "web-b" and nobody else
    When the EndpointSlice "by-zone" is applied again, now "one without a hint"
    Then requests from every node to the Service "by-zone" are answered by pods "web-a" and "web-b" and nobody else

  Scenario: Hints for nodes, and for zones where no hint names the node
    Given the Service "by-node" is applied
    And the Pod "web-a" is ready
    And the Pod "web-b" is ready
    When the EndpointSlice "by-node" is applied
    Then requests from node "node1" to the Service "by-node" are answered by pod "web-a" and nobody else
    And requests from node "node3" to the Service "by-node" are answered by pod "web-b" and nobody else
    And requests from node "node2" to the Service "by-node" are answered by pod "web-b" and nobody else

  Scenario: A controller writes the hints
    Given the Service "same-node" is applied
    And the Deployment "demoapp" is applied
    When the Deployment "demoapp" has 3 ready pods
    And the pods of the Deployment "demoapp" run on 3 nodes
    Then the EndpointSlices of the Service "same-node" hint at each pod's own node
    And requests from every node to the Service "same-node" are answered by the pod of the Deployment "demoapp" on their own node

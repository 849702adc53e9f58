@proxy @three-nodes
Feature: An address that somebody else brings to a node

  In externalIPs a Service lists addresses that are not Kubernetes' to give. Whoever writes them promises to bring their
  packets to some node, by a route or a router's rule. From there on it is the proxy's work: a packet that comes to any node
  with this destination is sent to a pod, and the client's address is replaced as on every way from outside.

  Below, a container stands for the world outside: it is no pod, and node2 is its router. Pods and nodes themselves reach
  the address, too, and do not need anybody's route, as their own node's rules take the packets first.

  What to look at: "iptables-save -t nat | grep 'external IP'": the address leads to KUBE-EXT-…, which is shared with node
  port and load balancer.

  https://kubernetes.io/docs/concepts/services-networking/service/#external-ips

  Scenario: Packets to the address are served wherever they come to a node
    Given the manifest is applied
    And the Deployment "demoapp" has 2 ready pods
    And the Pod "client" is ready
    And container "customer" runs on "node2" and is not one of Kubernetes'
    Then requests from container "customer" to port 80 of "192.0.2.221" are answered by every pod of the Deployment "demoapp"
    And each of these requests was seen coming from an address of a node
    And requests from pod "client" and every node to port 80 of "192.0.2.221" are answered by every pod of the Deployment "demoapp"
    And each of these requests was seen coming from an address of a node

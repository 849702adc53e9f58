@proxy
Feature: A Service with nobody behind it says so

  When no pod is behind a Service, and no other endpoint, the proxy has nowhere to send its packets. It could let them go
  their way, to nowhere, and each client would wait until it loses patience. Instead it writes a rule for each address and
  port of the Service that rejects: the client hears at once "Connection refused", as from a machine on which nobody listens
  at that port. So a wrong selector fails quickly, and tells what it is.

  One client is not so lucky: a process of the node itself. Its packets pass the filter table by OUTPUT, and there only the
  ClusterIP has its rule. To an external IP or a load balancer's address they go their way, and it waits. (In IPVS mode it is
  refused like all others.)

  Compare this with "service/internal-traffic-policy" and "service/external-traffic-policy": there pods exist and only
  this node has none, and packets are dropped without an answer.

  What to look at: "iptables-save -t filter | grep 'has no endpoints'" has a rule for each way, in KUBE-SERVICES for the
  ClusterIP and in KUBE-EXTERNAL-SERVICES for the others; the nat table has nothing.

  https://kubernetes.io/docs/tasks/debug/debug-application/debug-service/#does-the-service-have-any-endpointslices

  Scenario: Every way to the Service is refused until the first pod is ready
    Given the Service "web" is applied
    And the Pod "client" is applied
    And a cloud gives the Service "web" the address "192.0.2.212"
    And the Pod "client" is ready
    Then requests from pod "client" and every node to the Service "web" are refused
    And requests from pod "client" to port 80 of "192.0.2.211" are refused
    And requests from pod "client" to port 80 of "192.0.2.212" are refused
    And requests from outside the cluster to the node port of the Service "web" on every node are refused
    When node "node1" asks port 80 of "192.0.2.211"
    Then this is "sent on out of the node" in iptables mode, and "refused" in ipvs mode
    When the Pod "web-1" is applied
    And the Pod "web-1" is ready
    Then requests from pod "client" and every node to the Service "web" are answered by pod "web-1" and nobody else
    And requests from pod "client" and every node to port 80 of "192.0.2.211" are answered by pod "web-1" and nobody else
    And requests from outside the cluster to the node port of the Service "web" on every node are answered by pod "web-1" and nobody else

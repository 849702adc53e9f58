@proxy
Feature: A load balancer that wants to see every packet

  The lab "service/load-balancer" shows a short cut: a pod's packets to the load balancer's address are translated on
  the pod's own node and never come to the load balancer. Mostly that is a gain. But some load balancers do something with
  what they pass on. They take TLS off, or tell the pod the client's address in the PROXY protocol, and the pod relies on it.
  Packets that go past them come to the pod in a way that it does not understand.

  So the cloud may write, beside the address, how it passes packets on. "ipMode: VIP" says that they arrive at the nodes with
  the address as their destination, and the short cut is right; this is also what holds if nothing is written. "ipMode: Proxy"
  says that the load balancer opens connections of its own, to the node ports. Then the proxy makes no rule for the address
  at all, and packets to it leave the node as every other packet does.

  What to look at: "kubectl get service web -o yaml", the status; and "iptables-save | grep 192.0.2.231" on a node.

  https://kubernetes.io/docs/concepts/services-networking/service/#load-balancer-ip-mode

  Scenario: With ipMode Proxy nobody takes a short cut
    Given the manifest is applied
    And the Pod "web-1" is ready
    And the Pod "client" is ready
    When a cloud gives the Service "web" the address "192.0.2.231" with ipMode VIP
    Then requests from pod "client" and every node to port 80 of "192.0.2.231" are answered by pod "web-1" and nobody else
    When a cloud gives the Service "web" the address "192.0.2.231" with ipMode Proxy
    Then requests from pod "client" and every node to port 80 of "192.0.2.231" are sent on out of the node as they are
    And requests from outside the cluster to the node port of the Service "web" on every node are answered by pod "web-1" and nobody else
    And requests from pod "client" to the Service "web" are answered by pod "web-1" and nobody else

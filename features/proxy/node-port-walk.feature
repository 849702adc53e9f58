@proxy @mission-I2 @three-nodes @uses-port-32000 @iptables-mode
Feature: The way of a packet to a node port, rule by rule

  A packet from outside comes to a node's own address, at port 32000. It passes PREROUTING like a pod's, and KUBE-SERVICES has
  no rule for it: no Service has this address. So it comes to the last rule there, which holds for every address of the node
  itself ("addrtype LOCAL") and leads to KUBE-NODEPORTS. There the port is found. It leads to KUBE-EXT-…, the chain of all
  that comes to the Service from outside, which marks the packet and hands it on to KUBE-SVC-…. From there the way is that to
  the ClusterIP.

  A packet with the mark is let through by KUBE-FORWARD, however strict the node's own filter is: it is the proxy's. On the
  way out it is masqueraded, so that the answer comes back over this node. So it is with the answer's packets, too, which
  belong to a connection that is known.

  What has changed since the article: there was no KUBE-EXT-… in its day; KUBE-NODEPORTS marked and led to KUBE-SVC-… by itself.

  What to look at: the trace in the report, and beside it the story of "lab trace"; "iptables -t nat -S KUBE-SERVICES | tail -1".

  https://kubernetes.io/docs/reference/networking/virtual-ips/#proxy-mode-iptables
  https://kubernetes.io/docs/tutorials/services/source-ip/#source-ip-for-services-with-type-nodeport

  Scenario: From outside to port 32000 of a node
    Given the manifest is applied
    And the Deployment "demoapp" has 3 ready pods
    When the kernel traces a connection from outside the cluster to port 32000 of "node1"
    Then its first packet went this way:
      | table  | chain            | leads to            |
      | nat    | PREROUTING       | KUBE-SERVICES       |
      | nat    | KUBE-SERVICES    | KUBE-NODEPORTS      |
      | nat    | KUBE-NODEPORTS   | KUBE-EXT-…          |
      | nat    | KUBE-EXT-…       | KUBE-MARK-MASQ      |
      | nat    | KUBE-MARK-MASQ   | MARK                |
      | nat    | KUBE-EXT-…       | KUBE-SVC-…          |
      | nat    | KUBE-SVC-…       | KUBE-SEP-…          |
      | nat    | KUBE-SEP-…       | DNAT                |
      | filter | FORWARD          | KUBE-PROXY-FIREWALL |
      | filter | FORWARD          | KUBE-FORWARD        |
      | filter | KUBE-FORWARD     | ACCEPT              |
      | nat    | POSTROUTING      | KUBE-POSTROUTING    |
      | nat    | KUBE-POSTROUTING | MARK                |
      | nat    | KUBE-POSTROUTING | MASQUERADE          |
    And the tracer knows this way, and what became of the client's address
    And the last rule of KUBE-SERVICES on every node leads to KUBE-NODEPORTS, for every address of the node
    And requests from outside the cluster to port 32000 of every node are answered by every pod of the Deployment "demoapp"

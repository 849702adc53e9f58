@proxy @mission-I1 @three-nodes @iptables-mode
Feature: The way of a packet to a ClusterIP, rule by rule

  The article draws the way of a packet through the chains of iptables. Here the kernel itself tells it: it can be asked to
  trace a packet, and then reports every rule that held for it. Each line of a table below is one such rule: where it stands
  and where it leads.

  A pod's packet comes in by PREROUTING, a packet of the node's own processes by OUTPUT. From there KUBE-SERVICES finds the
  Service by address and port, KUBE-SVC-… draws one of the endpoints, and KUBE-SEP-… puts the endpoint's address in the place
  of the Service's (DNAT). Then the packet is routed, and meets the filter table with its new address, where nothing holds
  it up. On its way out POSTROUTING leads to KUBE-POSTROUTING, which does one of two things.

  Usually it goes straight back (RETURN). But if the packet carries the mark 0x4000, the mark is taken off and the source
  address replaced by one of the node (MASQUERADE). Two rules set the mark: one at the beginning of KUBE-SVC-…, for clients
  that are no pods ("! -s 10.244.0.0/16"); and one at the beginning of KUBE-SEP-…, for the hairpin, a pod that is sent to
  itself. Both lead to KUBE-MARK-MASQ.

  Which endpoint is drawn is left to chance, anew for each connection. Of three, the first is taken with probability 1/3;
  if not that, the second with 1/2; if not that either, the third. So each has the same chance, one third in all.

  What the article gets wrong: it reads the 50 % of the second rule as the share of the second pod. It is the share of what
  the first rule has left over. Nor do the pods take turns: the lab draws 600 times and applies two chi-square tests, of the
  shares of the pods and of the pairs of successive choices. A correct proxy fails each once in a million runs.

  What to look at: the reports of the scenarios have the whole trace, and next to it the story that "lab trace" tells of the
  same packet. It makes the rules from the API objects alone, with the cause of each. Here kernel and story have to agree.

  https://kubernetes.io/docs/reference/networking/virtual-ips/#proxy-mode-iptables
  https://wiki.nftables.org/wiki-nftables/index.php/Ruleset_debug/tracing

  Background:
    Given the manifest is applied
    And the Deployment "demoapp" has 3 ready pods
    And the Pod "client" is ready

  Scenario: From a pod, from a node, and from a pod to itself
    Given requests from every node to the Service "demoapp-svc" are answered by every pod of the Deployment "demoapp"
    When the kernel traces a connection from pod "client" to the Service "demoapp-svc"
    Then its first packet went this way:
      | table  | chain            | leads to               |
      | nat    | PREROUTING       | KUBE-SERVICES          |
      | nat    | KUBE-SERVICES    | KUBE-SVC-…             |
      | nat    | KUBE-SVC-…       | KUBE-SEP-…             |
      | nat    | KUBE-SEP-…       | DNAT                   |
      | filter | FORWARD          | KUBE-PROXY-FIREWALL    |
      | filter | FORWARD          | KUBE-FORWARD           |
      | filter | FORWARD          | KUBE-SERVICES          |
      | filter | FORWARD          | KUBE-EXTERNAL-SERVICES |
      | nat    | POSTROUTING      | KUBE-POSTROUTING       |
      | nat    | KUBE-POSTROUTING | RETURN                 |
    And the tracer knows this way, and what became of the client's address
    When the kernel traces a connection from node "node2" to the Service "demoapp-svc"
    Then its first packet went this way:
      | table  | chain            | leads to            |
      | nat    | OUTPUT           | KUBE-SERVICES       |
      | nat    | KUBE-SERVICES    | KUBE-SVC-…          |
      | nat    | KUBE-SVC-…       | KUBE-MARK-MASQ      |
      | nat    | KUBE-MARK-MASQ   | MARK                |
      | nat    | KUBE-SVC-…       | KUBE-SEP-…          |
      | nat    | KUBE-SEP-…       | DNAT                |
      | filter | OUTPUT           | KUBE-PROXY-FIREWALL |
      | filter | OUTPUT           | KUBE-SERVICES       |
      | nat    | POSTROUTING      | KUBE-POSTROUTING    |
      | nat    | KUBE-POSTROUTING | MARK                |
      | nat    | KUBE-POSTROUTING | MASQUERADE          |
    And the tracer knows this way, and what became of the client's address
    Given one pod of the Deployment "demoapp" is called "pod A"
    When the kernel traces a connection from pod "pod A" to the Service "demoapp-svc" that pod "pod A" answers
    Then its first packet went this way:
      | table  | chain            | leads to            |
      | nat    | PREROUTING       | KUBE-SERVICES       |
      | nat    | KUBE-SERVICES    | KUBE-SVC-…          |
      | nat    | KUBE-SVC-…       | KUBE-SEP-…          |
      | nat    | KUBE-SEP-…       | KUBE-MARK-MASQ      |
      | nat    | KUBE-MARK-MASQ   | MARK                |
      | nat    | KUBE-SEP-…       | DNAT                |
      | filter | FORWARD          | KUBE-PROXY-FIREWALL |
      | filter | FORWARD          | KUBE-FORWARD        |
      | filter | KUBE-FORWARD     | ACCEPT              |
      | nat    | POSTROUTING      | KUBE-POSTROUTING    |
      | nat    | KUBE-POSTROUTING | MARK                |
      | nat    | KUBE-POSTROUTING | MASQUERADE          |
    And the tracer knows this way, and what became of the client's address

  Scenario: A container that is no pod is marked, too, and comes in where pods do
    Given container "docker" runs on "node2" and is not one of Kubernetes'
    When the kernel traces a connection from container "docker" to the Service "demoapp-svc"
    Then its first packet went this way:
      | table  | chain            | leads to            |
      | nat    | PREROUTING       | KUBE-SERVICES       |
      | nat    | KUBE-SERVICES    | KUBE-SVC-…          |
      | nat    | KUBE-SVC-…       | KUBE-MARK-MASQ      |
      | nat    | KUBE-MARK-MASQ   | MARK                |
      | nat    | KUBE-SVC-…       | KUBE-SEP-…          |
      | nat    | KUBE-SEP-…       | DNAT                |
      | filter | FORWARD          | KUBE-PROXY-FIREWALL |
      | filter | FORWARD          | KUBE-FORWARD        |
      | filter | KUBE-FORWARD     | ACCEPT              |
      | nat    | POSTROUTING      | KUBE-POSTROUTING    |
      | nat    | KUBE-POSTROUTING | MARK                |
      | nat    | KUBE-POSTROUTING | MASQUERADE          |
    And the tracer knows this way, and what became of the client's address

  Scenario: Which pod a connection gets is left to chance
    Given requests from pod "client" to the Service "demoapp-svc" are answered by every pod of the Deployment "demoapp"
    When pod "client" opens 600 connections to the Service "demoapp-svc", one after the other
    Then on every node the rules of the Service "demoapp-svc" take an endpoint with probability 0.33333333349, or else the next with 0.50000000000, or else the last
    And each of the 3 pods of the Deployment "demoapp" has its share of them
    And which of the pods of the Deployment "demoapp" came before says nothing of which comes next

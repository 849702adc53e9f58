@proxy @three-nodes
Feature: The same request, another mode

  A proxy has modes, and mostly nobody notices which. A Service is reached, a policy is kept, whether rules of iptables do it
  or IPVS. Where the modes differ, they differ at the edges: in what becomes of packets that are not for anybody. This table
  has the edges, one on each line, and what becomes of it in each mode. It is run in the mode that the cluster has.

  In iptables mode the Service's address is a word in the rules. A packet to it that no rule knows (another port, a ping) is
  like any packet to any address, and goes out by the default route. In IPVS mode every node has the address on kube-ipvs0. So
  the packet has arrived, and a rule (KUBE-IPVS-FILTER) refuses what is not for a virtual server: else the node's own
  programs would answer at the addresses of all Services.

  Node ports at 127.0.0.1 are a trick with rules (see "service/local-node-port"), for which IPVS has no place.

  "internalTrafficPolicy: Local" without a pod on the node: with rules the packet is dropped. A virtual server has no such
  rule, only no real server, and then the kernel refuses. And it has but one list for all clients. So if the Service can be
  reached in another way as well, by a node port, say, the list of a node without pods has those of the others, and the
  promise that packets stay on the node is not kept.

  The choice: iptables throws dice for each connection. IPVS takes turns (its scheduler is "rr" unless another is
  configured), each node for itself.

  A pod that is no longer ready gets no new connections, and those that it has go on: in iptables mode because connection
  tracking knows them, and no rule is asked again. In IPVS mode the real server would take its connections along, so the
  proxy leaves it there with weight 0 until it has none.

  What to look at: "iptables -t nat -S KUBE-SERVICES", or "ipvsadm -Ln" and "iptables -S KUBE-IPVS-FILTER", on node1.

  https://kubernetes.io/docs/reference/networking/virtual-ips/#proxy-modes

  Background:
    Given the manifest is applied
    And the Pod "web-1" is ready
    And the Pod "web-2" is ready
    And the Pod "client" is ready
    And the ClusterIP of the Service "web" is called "the Service's address"
    And requests from pod "client" to the Service "web" are answered by pods "web-1" and "web-2" and nobody else

  Scenario Outline: <what>
    When <request>
    Then this is "<iptables>" in iptables mode, and "<ipvs>" in ipvs mode

    Examples:
      | what                          | request                                                                                    | iptables                | ipvs                    |
      | No endpoints                  | pod "client" asks the Service "empty"                                                      | refused                 | refused                 |
      | A port that the Service lacks | pod "client" asks port 81 of "the Service's address"                                       | sent on out of the node | refused                 |
      | Ping                          | pod "client" pings "the Service's address"                                                 | sent on out of the node | refused                 |
      | A node port at 127.0.0.1      | node "node1" asks the node port of the Service "web" on "127.0.0.1"                        | answered                | refused                 |
      | Local, with no pod here       | pod "client" asks the Service "local"                                                      | dropped                 | refused                 |
      | The same, with a node port    | pod "client" asks the Service "local-and-node-port"                                        | dropped                 | answered                |
      | The choice                    | pod "client" asks the Service "web" 40 times                                               | as chance has it        | one pod after the other |
      | An open connection            | pod "client" asks the Service "first" once more, and its pod "web-1" is not ready any more | answered                | answered                |

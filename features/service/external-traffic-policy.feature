@proxy @three-nodes
Feature: From outside to the pods of one node, with the client's address

  On every way from outside the node puts its own address in place of the client's, so that the pod's answer comes back
  through it. The pod never learns who asked. "externalTrafficPolicy: Local" gives that up: a node hands what comes from
  outside to its own pods only. Their answers come back through it anyhow, so the client's address can stay.

  The price: a node without a pod has nobody to give the packets to, and drops them. It does not refuse them, as a client that
  is refused gives up, while one that hears nothing tries again, perhaps over another node. The load balancer is meant to
  know which nodes have pods: the lab "service/health-check-port" is about that.

  "From outside" means just that. A pod that uses the load balancer's address, or a node port of its own node, could as well
  have used the ClusterIP, and is treated as if it had: it reaches every pod, with its own address, also from a node without
  one. A process on the node, too, reaches every pod; its address is replaced, as always.

  In IPVS mode a virtual server has one list for everybody who comes to its address and port. Where the node has pods of the
  Service, those are the list, for pods and the node as well. Where it has none, the list is that of the whole cluster, and
  packets from outside are sent there, still with the client's address; the answer would miss them. It finds back here because
  the network plugin (flannel's rules) masquerades what comes from outside and goes to another node's pod.

  What to look at: in KUBE-EXT-… the rules for pods and for the node ("pod traffic for …", "route LOCAL traffic for …") come
  first and lead to KUBE-SVC-…, the last one to KUBE-SVL-…. On the node without a pod that last rule is missing.

  https://kubernetes.io/docs/tasks/access-application-cluster/create-external-load-balancer/#preserving-the-client-source-ip
  https://kubernetes.io/docs/reference/networking/virtual-ips/#external-traffic-policy

  Background:
    Given the manifest is applied
    And the Pod "web-1" is ready
    And the Pod "web-2" is ready
    And the Pod "client-3" is ready

  Scenario: From outside, each node answers with its own pods, who see the client's address
    Then requests from outside the cluster to the node port of the Service "web" on "node1" are answered by pod "web-1" and nobody else
    And each of these requests was seen coming from the address of the machine outside
    And requests from outside the cluster to the node port of the Service "web" on "node2" are answered by pod "web-2" and nobody else
    When outside the cluster asks the node port of the Service "web" on "node3"
    Then this is "dropped" in iptables mode, and "answered" in ipvs mode

  Scenario: From inside, every pod is reached, also from the node that has none
    When a cloud gives the Service "web" the address "192.0.2.201"
    Then requests from pod "client-3" to port 80 of "192.0.2.201" are answered by pods "web-1" and "web-2" and nobody else
    And each of these requests was seen coming from the address of pod "client-3"
    And requests from pod "client-3" to the node port of the Service "web" on "node3" are answered by pods "web-1" and "web-2" and nobody else
    And each of these requests was seen coming from the address of pod "client-3"
    And requests from node "node3" to port 80 of "192.0.2.201" are answered by pods "web-1" and "web-2" and nobody else
    And each of these requests was seen coming from an address of a node
    And requests from node "node3" to the node port of the Service "web" on "node3" are answered by pods "web-1" and "web-2" and nobody else

@proxy @three-nodes @iptables-mode
Feature: Node ports at 127.0.0.1, and who must not get there

  On a node itself a node port also answers at 127.0.0.1. Programs on the node like that: it works without knowing any
  address. Linux does not: a packet to 127.0.0.1 may not leave the machine, and this one is to go to a pod, with another
  destination but still with 127.0.0.1 as its source. So the proxy tells the kernel to let such packets be routed (the sysctl
  net.ipv4.conf.all.route_localnet), and masquerades them.

  That opens a door. A kernel that routes 127.0.0.1 also accepts packets to it from the network, and programs that listen at
  127.0.0.1 alone believe that only their own machine can reach them. A neighbour who sends a packet to "your 127.0.0.1"
  would reach them (CVE-2020-8558). So a rule in KUBE-FIREWALL closes it again: what comes to 127.0.0.0/8, is not from there,
  and belongs to no connection that was translated, is dropped. Kubelet makes the same rule.

  Below, a container that is no pod makes its node the router to 127.0.0.1, and asks for port 10249, where the proxy shows its
  metrics, at 127.0.0.1 only. Its packet arrives, and goes no further.

  Whoever does not need node ports at 127.0.0.1 sets "iptables.localhostNodePorts: false", and neither the sysctl nor the rule
  is needed.

  What to look at: "iptables -S KUBE-FIREWALL", "sysctl net.ipv4.conf.all.route_localnet".

  https://kubernetes.io/docs/reference/networking/virtual-ips/#type-nodeport
  https://github.com/kubernetes/kubernetes/issues/92315

  Scenario: The node reaches the port at 127.0.0.1, a stranger does not reach the node's 127.0.0.1
    Given the manifest is applied
    And the Pod "web-1" is ready
    And container "stranger" runs on "node3" and is not one of Kubernetes'
    Then requests from every node to the node port of the Service "web" on "127.0.0.1" are answered by pod "web-1" and nobody else
    And each of these requests was seen coming from an address of a node
    And the proxy's metric "kubeproxy_iptables_localhost_nodeports_accepted_packets_total" on node "node1" is at least 1
    And the proxy of every node says in which mode it is, and it is that of the cluster
    And a packet from container "stranger" to port 10249 of its node's 127.0.0.1 is dropped there

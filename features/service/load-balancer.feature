@mission-L2
Feature: The address of a load balancer, and who may use it

  A Service of type LoadBalancer asks somebody outside of Kubernetes for help. A cloud's controller sees the Service, makes
  a load balancer, and writes its address into the Service's status, where "kubectl get services" shows it as EXTERNAL-IP.
  From then on clients in the world send to that address, and the load balancer passes their packets on to the nodes.

  Clients inside the cluster may use the address too, and there is a short cut for them. Every node's proxy reads the
  status and makes a rule for the address, as for a ClusterIP. So the packet of a pod is translated on the pod's own node
  and never leaves for the cloud. This lab lives on the short cut: there is no cloud, nobody has the address (it comes from
  a range that is reserved for examples), and still it answers. As on every way from outside, the node puts its own address
  in place of the client's.

  Not everybody may be welcome. The field loadBalancerSourceRanges lists who is: a cloud gives the list to its firewall, and
  the nodes apply it as well. In the rules the address then leads to KUBE-FW-… first, not to KUBE-EXT-… directly. There each
  range is one rule that lets in. A packet that no rule lets in keeps the load balancer's address as its destination, and by
  that the filter table knows it: KUBE-PROXY-FIREWALL drops it, without an answer. The article prints one line with KUBE-FW
  and does not explain it. In its day every load balancer's address led there; today only one with source ranges does.

  The list guards the load balancer's address and nothing else. The ClusterIP works for all pods, and the node port for
  everybody who reaches a node: whoever wants that closed, too, needs a firewall of his own or a NetworkPolicy.

  What to look at: "iptables-save | grep -e KUBE-FW -e KUBE-PROXY-FIREWALL" on any node, before and after the ranges are set.

  https://kubernetes.io/docs/concepts/services-networking/service/#loadbalancer
  https://kubernetes.io/docs/tasks/access-application-cluster/configure-cloud-provider-firewall/#restrict-access-for-loadbalancer-service

  Background:
    Given the manifest is applied
    And the Deployment "demoapp" has 2 ready pods
    And the Pod "guest" is ready
    And the Pod "stranger" is ready

  Scenario: The address works inside the cluster, without the load balancer
    When a cloud gives the Service "demoapp-svc" the address "203.0.113.71"
    Then requests from pod "guest" and every node to port 80 of "203.0.113.71" are answered by every pod of the Deployment "demoapp"
    And each of these requests was seen coming from an address of a node
    And requests from pod "stranger" to port 80 of "203.0.113.71" are answered by every pod of the Deployment "demoapp"

  Scenario: Only clients in the source ranges are let in, and only the load balancer's address is guarded
    Given a cloud gives the Service "demoapp-svc" the address "203.0.113.72"
    And requests from pod "stranger" to port 80 of "203.0.113.72" are answered by every pod of the Deployment "demoapp"
    When the only source range of the Service "demoapp-svc" is the address of pod "guest"
    Then requests from pod "stranger" to port 80 of "203.0.113.72" get no answer any more
    And requests from every node to port 80 of "203.0.113.72" get no answer any more
    And requests from pod "guest" to port 80 of "203.0.113.72" are answered by every pod of the Deployment "demoapp"
    And requests from pod "stranger" to the Service "demoapp-svc" are answered by every pod of the Deployment "demoapp"
    And requests from pod "stranger" to the node port of the Service "demoapp-svc" on every node are answered by every pod of the Deployment "demoapp"
    When the only source range of the Service "demoapp-svc" is "10.244.0.0/16"
    Then requests from pod "stranger" to port 80 of "203.0.113.72" are answered by every pod of the Deployment "demoapp"
    And requests from pod "guest" to port 80 of "203.0.113.72" are answered by every pod of the Deployment "demoapp"
    And requests from every node to port 80 of "203.0.113.72" get no answer any more

@mission-B2
Feature: The address of a Service is static, and nobody has it

  The API server gives a Service an address when it is made, out of a range of its own (here 10.96.0.0/12) that no pod and
  no node uses. The address stays as it is for as long as the Service lives, whatever happens to the pods behind it. And it
  is virtual: no interface of any machine has it. It stands in the rules of every node, together with a protocol and a
  port. A packet that matches all three is sent on to a pod. Every other packet to the address matches nothing.

  A ping is such a packet. It has no port, so no rule knows where to send it, and nobody is there to answer. The article
  runs it from a pod and loses every packet, and so does this lab, from a pod and from every node. In the same minute curl
  gets its answers, and the pods behind the Service, which do have their addresses, answer every ping. So a ping tells
  nothing about a Service: it fails when all is well.

  What to look at: "ip address" on each node, and "iptables-save -t nat | grep nginx-svc" for the places where the address
  does stand.

  What the article leaves out: this is how it looks in iptables mode. In IPVS mode every node holds the address on an
  interface of its own, kube-ipvs0, and once did answer a ping; newer versions refuse it there too.

  https://kubernetes.io/docs/reference/networking/virtual-ips/
  https://kubernetes.io/docs/concepts/services-networking/cluster-ip-allocation/

  Background:
    Given the manifest is applied
    And the Deployment "nginx-deployment" has 2 ready pods
    And the Pod "client" is ready
    And the ClusterIP of the Service "nginx-svc" is called "the Service's address"
    And requests from pod "client" and every node to the Service "nginx-svc" are answered by every pod of the Deployment "nginx-deployment"

  @iptables-mode
  Scenario: No machine has the address, no ping is answered, every request is
    Then "the Service's address" is an address of no node's interface
    And pod "client" pings "the Service's address" and loses every packet
    And every node pings "the Service's address" and loses every packet
    And requests from pod "client" and every node to port 80 of "the Service's address" are answered by every pod of the Deployment "nginx-deployment"
    And pod "client" pings each pod of the Deployment "nginx-deployment" and loses no packet

  @ipvs-mode
  Scenario: Every node has the address, no ping is answered, every request is
    Then "the Service's address" is an address of interface kube-ipvs0 of every node
    And pod "client" pings "the Service's address" and loses every packet
    And every node pings "the Service's address" and loses every packet
    And requests from pod "client" and every node to port 80 of "the Service's address" are answered by every pod of the Deployment "nginx-deployment"
    And pod "client" pings each pod of the Deployment "nginx-deployment" and loses no packet

  Scenario: The pods change, the address does not
    Given one pod of the Deployment "nginx-deployment" is called "the old pod"
    When pod "the old pod" is deleted
    Then the Deployment "nginx-deployment" has 2 ready pods
    And none of them is pod "the old pod" or has its address
    And the ClusterIP of the Service "nginx-svc" is still "the Service's address"
    And requests from pod "client" to port 80 of "the Service's address" are answered by every pod of the Deployment "nginx-deployment"

@mission-V1 @proxy @ipvs-mode @three-nodes @uses-port-32000
Feature: IPVS: an address on an interface, and a virtual server for each port

  In IPVS mode the proxy does not write a chain of rules for each Service. Linux has a load balancer of its own, IPVS, which
  keeps its Services in a hash table: a virtual server for each address and port, and behind it its real servers, the pods.
  Ten thousand Services cost a packet no more than ten.

  IPVS looks at packets that are for the node itself. So the node must have the addresses of all Services, and the proxy gives
  them to it: on an interface kube-ipvs0, a dummy, which is down and through which no packet ever passes.

  A few rules of iptables are left, for what IPVS does not do: masquerading, source ranges, and keeping the node's own programs
  from answering at a Service's address. They do not name Services but sets (ipset) of them, so their number does not grow.

  The article prints the same three things: "ip a s kube-ipvs0", "ipvsadm -L -n" and the sets.

  What to look at: "./lab node node1 ipvsadm -Ln", "./lab node node1 ip address show kube-ipvs0", "./lab node node1 ipset list".

  https://kubernetes.io/docs/reference/networking/virtual-ips/#proxy-mode-ipvs

  Scenario: The interface, the virtual servers and the sets agree with the Service
    Given the manifest is applied
    And the Deployment "demoapp" has 2 ready pods
    And the Pod "client" is ready
    And container "docker" runs on "node1" and is not one of Kubernetes'
    And the ClusterIP of the Service "demoapp-svc" is called "the Service's address"
    Then "the Service's address" is an address of interface kube-ipvs0 of every node
    And every node has a virtual server for "the Service's address" port 80 that leads to the endpoints of the Service "demoapp-svc"
    And every node has virtual servers for port 32000 of its own addresses that lead to the endpoints of the Service "demoapp-svc"
    And the ipset "KUBE-CLUSTER-IP" of every node has "the Service's address" port 80
    And no node has an iptables rule that names "the Service's address" or the Service "demoapp-svc"
    And requests from pod "client" to the Service "demoapp-svc" are answered by every pod of the Deployment "demoapp"
    And each of these requests was seen coming from the address of pod "client"
    And requests from every pod of the Deployment "demoapp" to the Service "demoapp-svc" are answered by every pod of the Deployment "demoapp"
    And those of these requests that a pod answered itself were seen coming from an address of its node, all others from the pod's own
    And requests from every node to the Service "demoapp-svc" are answered by every pod of the Deployment "demoapp"
    And requests from container "docker" to the Service "demoapp-svc" are answered by every pod of the Deployment "demoapp"
    And each of these requests was seen coming from an address of a node
    And requests from outside the cluster to port 32000 of every node are answered by every pod of the Deployment "demoapp"

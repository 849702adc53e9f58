@mission-A3 @three-nodes
Feature: From a node, or from a container beside Kubernetes, through a Service to a pod

  The article's third way: "Docker" asks the Service. Two clients are meant by that, and neither is a pod. One is a process
  on the node itself: kubelet, or you, logged in there and typing curl. The other is a container that somebody started on
  the node without Kubernetes; it has a network of its own, an address that no pod has, and the node as its router. Below
  it is made of nothing but that: a network namespace and a pair of connected interfaces, "203.0.113." at the beginning.

  Both reach every pod, but they enter the node's rules by different doors. What a process of the node sends passes the hook
  OUTPUT. What arrives over an interface passes PREROUTING, and a container's packets arrive over its interface, as a pod's
  do. The proxy hangs its rules on both. Here the kernel counts at both doors, just before the Service's address is replaced.

  Neither client's address lies in the pod range 10.244.0.0/16, so the proxy masquerades: the backend sees an address of the
  client's node. Which one depends on the way out. A pod on the same node sees its own gateway, the node's end of the pod
  bridge (cni0, 10.244.x.1); a pod on another node sees the node's InternalIP. Without that, a pod on another node would
  answer 203.0.113.x, and no node but the client's own knows where that is.

  What to look at: in KUBE-SVC-… the first rule says "! -s 10.244.0.0/16 … -j KUBE-MARK-MASQ"; "iptables -t nat -S OUTPUT"
  and "… -S PREROUTING" show the jump to KUBE-SERVICES in each. On the node, "conntrack -L -d CLUSTER-IP" shows who asked,
  and in the answer's direction the address that was put in its place.

  https://kubernetes.io/docs/reference/networking/virtual-ips/#proxy-mode-iptables
  https://kubernetes.io/docs/tutorials/services/source-ip/

  Background:
    Given the manifest is applied
    And the Deployment "demoapp" has 3 ready pods
    And the pods of the Deployment "demoapp" run on 3 nodes
    And every node counts the connections to the Service "demoapp-svc" that enter by OUTPUT and by PREROUTING

  Scenario: A process on a node
    When requests from every node to the Service "demoapp-svc" are answered by every pod of the Deployment "demoapp"
    Then all of these requests entered by OUTPUT, none by PREROUTING
    And those of these requests that a pod on the same node answered were seen coming from the address of the node's pod bridge
    And those of these requests that a pod on another node answered were seen coming from the InternalIP of the node

  Scenario: A container that is not Kubernetes'
    Given container "docker" runs on "node2" and is not one of Kubernetes'
    When requests from container "docker" to the Service "demoapp-svc" are answered by every pod of the Deployment "demoapp"
    Then all of these requests entered by PREROUTING, none by OUTPUT
    And those of these requests that a pod on the same node answered were seen coming from the address of the node's pod bridge
    And those of these requests that a pod on another node answered were seen coming from the InternalIP of the node

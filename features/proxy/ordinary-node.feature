@proxy @ipvs-mode @own-kernels @alone @uses-node4
Feature: A node whose kernel has no IPVS

  Nodes of one cluster need not have one kernel, and a proxy can do no more than the kernel of its node. Here a fourth node
  joins, whose kernel is the machine's own, and that has no IPVS: otherwise this cluster's nodes would not need kernels of
  their own. All proxies read one configuration, and it says "mode: ipvs".

  A proxy that began all the same would be a node on which no Service works, and nobody who says so. So it tells in one line
  what is missing, and ends. kubelet starts it again and again, and "kubectl get pods" shows that something is wrong.

  The mode is each proxy's own affair. What one node's proxy writes never leaves that node, and a packet is decided where
  it is sent. So the node may serve in iptables mode while the others go on in IPVS mode, and nobody sees the difference.

  What to look at: "./lab kubectl -n kube-system get pods -o wide", "./lab kubectl -n kube-system logs kube-proxy-…", and
  "./lab node node4 iptables -t nat -S KUBE-SERVICES" beside "./lab node node1 ipvsadm -Ln".

  https://kubernetes.io/docs/reference/networking/virtual-ips/#proxy-mode-ipvs

  Scenario: It says so and ends; in iptables mode it serves beside the others
    Given node "node4", which has this machine's kernel, joins the cluster
    Then the proxy of node "node4" ends with exit code 1, and one line of its log says "ipvs"
    When the proxy of node "node4" is restarted as the only one in mode "iptables"
    And the manifest is applied
    Then the Pod "web-1" is ready
    And the Pod "web-4" is ready
    And the Pod "client" is ready
    And requests from pod "client" and every node to the Service "web" are answered by pods "web-1" and "web-4" and nobody else
    And requests from outside the cluster to the node port of the Service "web" on every node are answered by pods "web-1" and "web-4" and nobody else

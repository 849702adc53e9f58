@proxy @ipvs-mode @three-nodes @alone @slow
Feature: The proxy's mode is changed while everybody asks

  The mode is a line in ConfigMap kube-proxy, and a proxy reads it when it starts. So the article edits the line and deletes
  the proxies' pods; the DaemonSet makes new ones, which find a kernel full of the old mode's work and do theirs beside it.

  Whoever is in doubt what leads a connection should ask the kernel, not the proxy. Both modes count: iptables the packets
  that each rule has taken, IPVS the connections of each virtual server. Below, every node asks the Service, and one of the
  two numbers has to grow, the other one not at all.

  The article deletes all pods in two ways, and then the second and the third pod only. Then the nodes are in different modes
  at once, and nobody notices: each node leads its own clients, pods and those who come from outside to its port, whichever
  way it knows. No node depends on how another one does it.

  Nothing is interrupted on the way to IPVS: conntrack remembers where an iptables rule has sent a connection, also when the
  rule is gone. On the way back, our proxy takes the virtual servers away as soon as its rules lead all new connections,
  and what IPVS has under way in that moment is lost. A load on every node counts it.

  What the old mode leaves: with kube-proxy, chains to which nothing leads any more, or virtual servers, their interface and
  their sets, which no packet reaches, since iptables comes first. Ours removes them all.

  What to look at: "iptables -t nat -nvxL KUBE-SVC-…" and "ipvsadm -Ln --stats" on a node, twice.

  https://kubernetes.io/docs/reference/networking/virtual-ips/#proxy-modes
  https://github.com/kubernetes/kubernetes/issues/119265

  @mission-V2 @mission-V3 @uses-default-namespace
  Scenario: Two nodes first, then all of them, and back
    Given the Service "demoapp-svc" is applied
    And the Deployment "demoapp" is applied
    And the Deployment "demoapp" has 3 ready pods
    And the pods of the Deployment "demoapp" run on 3 nodes
    And container "docker1" runs on "node1" and is not one of Kubernetes'
    And container "docker2" runs on "node2" and is not one of Kubernetes'
    And container "docker3" runs on "node3" and is not one of Kubernetes'
    And connections to the Service "demoapp-svc" are led by IPVS on 3 nodes, and by iptables on 0
    And the DaemonSet "load" is applied
    And the load runs on every node
    And the proxies' configuration is put back when the scenario is over

    # The article begins in the other mode; its way is the second half. KUBE_EDITOR types for the student.
    When the student types:
      """
      KUBE_EDITOR='sed -i "s/mode: \"ipvs\"/mode: \"iptables\"/"' kubectl edit configmaps kube-proxy -n kube-system
      """
    And the student types:
      """
      kubectl delete pod $(kubectl get pod -l k8s-app=kube-proxy -n kube-system | awk 'NR==3 || NR==4 {print $1}') -n kube-system
      """
    Then connections to the Service "demoapp-svc" are led by iptables on 2 nodes, and by IPVS on 1
    And requests from every pod of the Deployment "demoapp" to the Service "demoapp-svc" are answered by every pod of the Deployment "demoapp"
    And those of these requests that a pod answered itself were seen coming from an address of its node, all others from the pod's own
    And requests from every node to the Service "demoapp-svc" are answered by every pod of the Deployment "demoapp"
    And requests from containers "docker1", "docker2" and "docker3" to the Service "demoapp-svc" are answered by every pod of the Deployment "demoapp"
    And requests from outside the cluster to the node port of the Service "demoapp-svc" on every node are answered by every pod of the Deployment "demoapp"
    And each of these requests was seen coming from an address of the node that was asked

    When the student types:
      """
      kubectl delete pod $(kubectl get pod -n kube-system | grep proxy | awk '{print $1}') -n kube-system
      """
    Then connections to the Service "demoapp-svc" are led by iptables on 3 nodes, and by IPVS on 0

    When the student types:
      """
      KUBE_EDITOR='sed -i "s/mode: \"iptables\"/mode: \"ipvs\"/"' kubectl edit configmaps kube-proxy -n kube-system
      """
    And the student types:
      """
      kubectl delete pod $(kubectl get pod -l k8s-app=kube-proxy -n kube-system | awk 'NR>1 {print $1}') -n kube-system
      """
    Then connections to the Service "demoapp-svc" are led by IPVS on 3 nodes, and by iptables on 0
    And requests from every pod of the Deployment "demoapp" to the Service "demoapp-svc" are answered by every pod of the Deployment "demoapp"
    And requests from outside the cluster to the node port of the Service "demoapp-svc" on every node are answered by every pod of the Deployment "demoapp"
    And the load has lost 1 connection on each node at most, and the report has them

  @own-only @mode-leftovers
  Scenario: Nothing of the other mode is left
    Then node "node2" has all that mode ipvs makes, and nothing that only mode iptables makes
    When the proxy of node "node2" is restarted with this in its configuration:
      | mode | "iptables" |
    Then node "node2" has all that mode iptables makes, and nothing that only mode ipvs makes
    When the proxy of node "node2" is restarted with this in its configuration:
      | mode | "ipvs" |
    Then node "node2" has all that mode ipvs makes, and nothing that only mode iptables makes

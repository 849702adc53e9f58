@three-nodes @dns
Feature: A pod in its node's network needs another word for cluster DNS

  With "hostNetwork: true" a pod has no network of its own. It uses its node's interfaces and its node's address, as a
  program started by hand on that node would. Programs that watch or repair a node need this, the Service proxy for one.

  Such a pod also looks up names as its node does, even if its dnsPolicy says ClusterFirst, as it does when nothing is
  said: kubelet then treats ClusterFirst as Default. The reason is that node-level programs must work before, and without,
  the cluster's DNS. Who wants both, the node's network and the cluster's names, says ClusterFirstWithHostNet.

  The article gives its three nodes three different name servers to make this visible, and so does this lab. The pods are
  sent to their nodes by nodeSelector and the label kubernetes.io/hostname, which every node has ("kubectl get nodes
  --show-labels").

  What to look at: "kubectl get pods -o wide" shows the nodes' addresses as those of the pods; compare "kubectl exec … -- cat
  /etc/resolv.conf". Which file of the node kubelet copies is a setting, --resolv-conf; here it is
  /etc/servicelab/resolv.conf. "lab logs resolver node2" shows what node2's name server has been asked, and by whom.

  What the article gets wrong: it says that such a pod uses the /etc/resolv.conf of the host. That holds only where
  kubelet's setting has been left at that. On hosts with systemd-resolved, for example, it points to another file.

  https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-s-dns-policy
  https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#nodeselector

  Background:
    Given the Service "demoapp-svc" is applied
    And the ClusterIP of the Service "demoapp-svc" is called "the address of demoapp-svc"

  @mission-P2
  Scenario: With ClusterFirst each pod uses its own node's name server, and Services have no name
    Given the Pod "pod-example-2-on-node1" is applied
    And the Pod "pod-example-2-on-node2" is applied
    And the Pod "pod-example-2-on-node3" is applied
    When the Pod "pod-example-2-on-node1" is ready
    And the Pod "pod-example-2-on-node2" is ready
    And the Pod "pod-example-2-on-node3" is ready
    Then pod "pod-example-2-on-node1" has the resolv.conf of the kubelet of "node1"
    And pod "pod-example-2-on-node2" has the resolv.conf of the kubelet of "node2"
    And pod "pod-example-2-on-node3" has the resolv.conf of the kubelet of "node3"
    And no two of these 3 pods have the same nameserver
    And when pod "pod-example-2-on-node1" looks up "resolver.lab.test", the resolver of its own node answers
    And when pod "pod-example-2-on-node2" looks up "resolver.lab.test", the resolver of its own node answers
    And when pod "pod-example-2-on-node3" looks up "resolver.lab.test", the resolver of its own node answers
    And pod "pod-example-2-on-node1" is told that there is no name "demoapp-svc"
    And pod "pod-example-2-on-node1" is told that there is no name "demoapp-svc.NAMESPACE.svc.cluster.local"
    And pod "pod-example-2-on-node2" is told that there is no name "demoapp-svc.NAMESPACE.svc.cluster.local"
    And pod "pod-example-2-on-node3" is told that there is no name "demoapp-svc.NAMESPACE.svc.cluster.local"

  @mission-P3
  Scenario: With ClusterFirstWithHostNet the names of Services are known again
    Given the Pod "pod-example-2" is applied
    When the Pod "pod-example-2" is ready
    Then the resolv.conf of pod "pod-example-2" says exactly:
      | search     | NAMESPACE.svc.cluster.local svc.cluster.local cluster.local |
      | nameserver | 10.96.0.10                                                  |
      | options    | ndots:5                                                     |
    And pod "pod-example-2" resolves "demoapp-svc" to "the address of demoapp-svc"
    And pod "pod-example-2" resolves "demoapp-svc.NAMESPACE.svc.cluster.local" to "the address of demoapp-svc"
    And a program in pod "pod-example-2" that looks up "demoapp-svc" gets "the address of demoapp-svc"

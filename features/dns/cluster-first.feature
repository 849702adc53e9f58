@mission-P1 @dns
Feature: A pod asks the cluster's DNS, and only that

  A program that looks up a name does not know that it runs in Kubernetes. It reads /etc/resolv.conf: which servers to ask,
  which domains to put behind a short name, and when to do so. kubelet writes this file for each pod, and the pod's field
  dnsPolicy says what goes into it. ClusterFirst, which is also what a pod gets that says nothing, means: the cluster's DNS
  server, three domains to search, and "ndots:5", which has a name with fewer than five dots tried with these domains
  first. So "demoapp-svc" becomes demoapp-svc.NAMESPACE.svc.cluster.local, and is found.

  What the article gets wrong: it says that a lookup that fails is repeated with the DNS server of the host on which the
  pod runs. The pod cannot do that, because its file names no other server. There is one question to one server: the
  cluster's DNS itself asks on for names that are not its own ("forward . /etc/resolv.conf" in its Corefile), and it asks
  the server of the node that the DNS pod runs on. The second scenario shows whose server that is: each node of this lab has a
  server of its own, and each gives another answer for resolver.lab.test.

  What to look at: "kubectl exec pod-example-1 -- cat /etc/resolv.conf"; "dig +search +showsearch www.lab.test" prints each
  name that is tried; "kubectl -n kube-system get configmap coredns -o yaml".

  https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-s-dns-policy
  https://kubernetes.io/docs/tasks/administer-cluster/dns-custom-nameservers/

  Scenario: The cluster's DNS answers for names of the cluster and for all others
    Given the manifest is applied
    And the ClusterIP of the Service "demoapp-svc" is called "the address of demoapp-svc"
    When the Pod "pod-example-1" is ready
    And the Pod "pod-without-policy" is ready
    Then the resolv.conf of pod "pod-example-1" says exactly:
      | search     | NAMESPACE.svc.cluster.local svc.cluster.local cluster.local |
      | nameserver | 10.96.0.10                                                  |
      | options    | ndots:5                                                     |
    And the resolv.conf of pod "pod-without-policy" says exactly:
      | search     | NAMESPACE.svc.cluster.local svc.cluster.local cluster.local |
      | nameserver | 10.96.0.10                                                  |
      | options    | ndots:5                                                     |
    And pod "pod-example-1" resolves "demoapp-svc" to "the address of demoapp-svc"
    And pod "pod-example-1" resolves "demoapp-svc.NAMESPACE.svc.cluster.local" to "the address of demoapp-svc"
    And a program in pod "pod-example-1" that looks up "demoapp-svc" gets "the address of demoapp-svc"
    And pod "pod-example-1" resolves "www.lab.test" to "198.51.100.10"
    And a program in pod "pod-example-1" that looks up "www.lab.test" gets "198.51.100.10"
    And pod "pod-example-1" is told that there is no name "nobody.lab.test"

  @three-nodes
  Scenario: It is the DNS pod that asks on, not the pod's own node
    Given the Deployment "tools" is applied
    And the Deployment "tools" has 3 ready pods
    And the pods of the Deployment "tools" run on 3 nodes
    And the pod of the Deployment "tools" on a node without cluster DNS is called "the asking pod"
    Then the resolv.conf of pod "the asking pod" says exactly:
      | search     | NAMESPACE.svc.cluster.local svc.cluster.local cluster.local |
      | nameserver | 10.96.0.10                                                  |
      | options    | ndots:5                                                     |
    And when pod "the asking pod" looks up "resolver.lab.test", a resolver of the cluster DNS pods' nodes answers, not that of its own

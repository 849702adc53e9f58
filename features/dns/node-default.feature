@mission-P5 @dns
Feature: The policy called Default, which is not the default

  With "dnsPolicy: Default" a pod looks up names as its node does. The name means the node's default, not Kubernetes': a
  pod that says nothing gets ClusterFirst. The cluster's own DNS pods need this policy. Were their resolv.conf the
  cluster's, they would send every question that they cannot answer to themselves.

  What "as its node does" means is decided by kubelet, the program that runs the pods of a node. It copies the file that
  its setting --resolv-conf names, when the pod starts. If that is not set it is /etc/resolv.conf, but often it has to be
  another one. On a host with systemd-resolved, /etc/resolv.conf names 127.0.0.53, an address that inside a pod is the pod
  itself. The nodes of this lab are containers, and theirs names 127.0.0.11 for the same kind of reason; so kubelet
  is given /etc/servicelab/resolv.conf.

  What to look at: "kubectl get --raw /api/v1/nodes/node1/proxy/configz" is kubelet's own account of its settings; look for
  "resolvConf". "kubectl exec pod-example-3 -- cat /etc/resolv.conf" has no search list: the names of Services mean
  nothing here, not even the long ones, because nobody who knows them is asked.

  https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-s-dns-policy
  https://kubernetes.io/docs/tasks/administer-cluster/dns-debugging-resolution/#known-issues

  Scenario: The pod has the file that kubelet's --resolv-conf names
    Given the manifest is applied
    When the Pod "pod-example-3" is ready
    Then pod "pod-example-3" has the resolv.conf of its node's kubelet
    And pod "pod-example-3" does not have the /etc/resolv.conf of its node
    And when pod "pod-example-3" looks up "resolver.lab.test", the resolver of its own node answers
    And a program in pod "pod-example-3" that looks up "www.lab.test" gets "198.51.100.10"
    And pod "pod-example-3" is told that there is no name "demoapp-svc.NAMESPACE.svc.cluster.local"

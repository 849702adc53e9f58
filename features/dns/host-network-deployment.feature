@mission-P4 @three-nodes @uses-port-32000 @uses-host-port-80 @dns
Feature: A Deployment in the nodes' networks

  What holds for one pod in its node's network holds for the pods that a Deployment makes: with ClusterFirst each of them
  gets the resolv.conf of the node it happens to run on, with ClusterFirstWithHostNet all get the cluster's. Since the
  article's three nodes have three different files, three pods of one Deployment have three different ones too. Nobody
  wants that in a real cluster, and it is found late: the same program works on one node and not on the next.

  The pods' port 80 is their nodes' port 80. So there can be one of these pods on a node and no more, and the scheduler
  knows: three pods come to run on three nodes without being told to. The addresses behind the Service are the nodes' own
  addresses, and still it is a Service like any other: its NodePort 32000 leads from any node to any of the three.

  What to look at: "kubectl get endpointslices" lists node addresses. "ss -ltnp" on a node shows the program on port 80, as
  if it had been started there by hand.

  What the article does not say: a Deployment's rolling update starts a new pod before it ends an old one. Here no node
  has a free port 80, so the new pod stays Pending for ever, and changing the policy in place changes nothing. The
  manifest of this lab therefore says "maxSurge: 0".

  https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-s-dns-policy
  https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#max-surge

  Background:
    Given the Service "demoapp-svc" is applied

  Scenario: With ClusterFirst each pod looks up names as its node does; the Service reaches all of them
    When the Deployment "demoapp" is applied
    And the Deployment "demoapp" has 3 ready pods
    Then the pods of the Deployment "demoapp" run on 3 nodes
    And each pod of the Deployment "demoapp" has the resolv.conf of its node's kubelet
    And no two of these 3 pods have the same nameserver
    And each pod of the Deployment "demoapp" has the address of its node
    And the EndpointSlices of the Service "demoapp-svc" list exactly the pods of the Deployment "demoapp"
    And requests from outside the cluster to port 32000 of every node are answered by every pod of the Deployment "demoapp"

  Scenario: With ClusterFirstWithHostNet each pod asks the cluster's DNS
    When the Deployment "demoapp-with-cluster-dns" is applied
    And the Deployment "demoapp-with-cluster-dns" has 3 ready pods
    And one pod of the Deployment "demoapp-with-cluster-dns" is called "one of the pods"
    Then the pods of the Deployment "demoapp-with-cluster-dns" run on 3 nodes
    And the resolv.conf of each pod of the Deployment "demoapp-with-cluster-dns" says exactly:
      | search     | NAMESPACE.svc.cluster.local svc.cluster.local cluster.local |
      | nameserver | 10.96.0.10                                                  |
      | options    | ndots:5                                                     |
    And requests from pod "one of the pods" to port 80 of "demoapp-svc" are answered by every pod of the Deployment "demoapp-with-cluster-dns"
    And requests from outside the cluster to port 32000 of every node are answered by every pod of the Deployment "demoapp-with-cluster-dns"

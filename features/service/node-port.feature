@mission-A4 @three-nodes @uses-port-32000
Feature: From outside the cluster through a node's port

  A Service of type NodePort has a ClusterIP like any other, and on top of it one port on every node of the cluster: also
  on a node where none of its pods runs. The article uses port 32000; it has to lie in the API server's range, by default
  30000 to 32767.

  On the node that was asked, the packet is for a local address, so the last rule of KUBE-SERVICES sends it to
  KUBE-NODEPORTS, and from there it is balanced like every other. Its source is replaced by an address of that node. Were
  it not, a backend on another node would answer the client directly, from an address that the client has never asked.
  The price: the backend does not learn who asked. (Keeping the client's address is what externalTrafficPolicy: Local is
  for, and then a node without a backend does not serve.)

  What the article gets wrong: in today's rules KUBE-NODEPORTS jumps to KUBE-EXT-…, which marks the packet and then jumps
  to KUBE-SVC-…; the mark is no longer in KUBE-SVC-… itself.

  https://kubernetes.io/docs/concepts/services-networking/service/#type-nodeport
  https://kubernetes.io/docs/tutorials/services/source-ip/#source-ip-for-services-with-type-nodeport

  Background:
    Given the manifest is applied
    And the Deployment "demoapp" has 2 ready pods
    And no pod of the Deployment "demoapp" runs on "node1"

  Scenario: Every node's port leads to every pod, also on a node without one
    Then requests from outside the cluster to port 32000 of every node are answered by every pod of the Deployment "demoapp"
    And each of these requests was seen coming from an address of the node that was asked
    And requests from every node to port 32000 of every node are answered by every pod of the Deployment "demoapp"

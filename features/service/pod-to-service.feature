@mission-A1 @three-nodes
Feature: From a pod through a Service to another pod

  The first of the four ways into a Service that the article lists: Pod-A asks the Service, Pod-B or Pod-C answers.

  The Service's address belongs to no machine. On the client's own node the proxy's rules replace it by the address of one
  backend, before the packet leaves the node; the choice is random and made once for each connection. The other half of
  the packet is left alone: source and destination are both pods, the answer finds its way back through the same node, so
  there is no reason to hide the client. The backend sees the client pod's own address, also when it runs on another node.

  What to look at: each request below is a connection of its own. Ask for "?format=json" and compare "client" with
  "kubectl get pods -o wide". On the client's node, "conntrack -L -d CLUSTER-IP" lists each connection with both of its
  destinations: the one that was asked and the one that answers.

  https://kubernetes.io/docs/tutorials/services/source-ip/#source-ip-for-services-with-type-clusterip
  https://kubernetes.io/docs/reference/networking/virtual-ips/

  Scenario: Every backend answers, on whichever node it runs, and sees who asked
    Given the manifest is applied
    And the Deployment "demoapp" has 3 ready pods
    And the pods of the Deployment "demoapp" run on 3 nodes
    Then requests from pod "client" to the Service "demoapp-svc" are answered by every pod of the Deployment "demoapp"
    And each of these requests was a connection of its own
    And each of these requests was seen coming from the address of pod "client"

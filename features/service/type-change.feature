@mission-B8 @uses-port-30862
Feature: A Service gets a node port while it is in use

  The type of a Service can be changed on the living object: change the manifest, apply it again. The article turns its
  ClusterIP Service into a NodePort Service that way, and "kubectl get service" shows the same CLUSTER-IP as before, now
  with 80:30862 in the column PORT(S).

  For the clients inside the cluster nothing happens at all. The rules that they use stay; the proxy of every node adds some
  for the port, in one transaction, so there is no moment in which half of them are there. Connections that exist
  are not touched either, since the kernel remembers for each where it goes. This lab has a pod send request after request
  to the ClusterIP from before the change until after it, each on a new connection, and not one may fail.

  30862 was picked by the API server when the article was written, and printed in its output. Here the manifest asks for
  it, so that your screen looks the same. A port that is taken is refused ("provided port is already allocated"): better
  leave the choice to the API server, as in the lab "service/types".

  What to look at: "iptables-save -t nat | grep nginx-svc" before and after: the lines of KUBE-NODEPORTS and KUBE-EXT-… are
  new, those of KUBE-SVC-… and KUBE-SEP-… are the same.

  https://kubernetes.io/docs/concepts/services-networking/service/#type-nodeport
  https://kubernetes.io/docs/reference/networking/virtual-ips/

  Scenario: From ClusterIP to NodePort under requests
    Given the manifest is applied
    And the Deployment "nginx-deployment" has 2 ready pods
    And requests from pod "client" to the Service "nginx-svc" are answered by every pod of the Deployment "nginx-deployment"
    And the ClusterIP of the Service "nginx-svc" is called "the Service's address"
    And the Service "nginx-svc" has a ClusterIP and nothing else
    And pod "client" sends request after request to the Service "nginx-svc"
    When the Service "nginx-svc" is applied again, now "with a node port"
    Then the Service "nginx-svc" has a ClusterIP and a node port
    And the ClusterIP of the Service "nginx-svc" is still "the Service's address"
    And requests from outside the cluster to port 30862 of every node are answered by every pod of the Deployment "nginx-deployment"
    And requests from every node to port 30862 of every node are answered by every pod of the Deployment "nginx-deployment"
    And none of the requests that pod "client" has sent all the while was left unanswered

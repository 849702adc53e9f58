@mission-B6
Feature: Three types of Service, each with all that the one before has

  The type of a Service says from where it can be reached, and the types build on one another. ClusterIP, the default, is
  an address that works inside the cluster. NodePort is a ClusterIP, and one port on every node. LoadBalancer is both of
  these, and an address outside of the cluster: something that is not part of Kubernetes, mostly a cloud, sees a Service of
  this type, makes a load balancer for it, and writes the address into the Service's status.

  In the lab no cloud is listening, so a Service of type LoadBalancer would wait for ever (EXTERNAL-IP is "pending"). The
  lab plays the cloud and writes an address into the status. No machine has that address either. But from this moment every
  node's rules know it, as one more address of the Service: a pod that asks it reaches the Service at once, without a way
  out to the cloud and back. (203.0.113.86 is from a range that is kept free for examples.)

  What to look at: "kubectl get services" shows the three side by side. The number behind the colon in the column PORT(S)
  is the node port; these manifests ask for no particular one, so the API server picks one from 30000 to 32767.

  The fourth type, ExternalName, builds on none of them: it has no address at all, only a name. The lab
  "dns/external-name" is about it.

  https://kubernetes.io/docs/concepts/services-networking/service/#publishing-services-service-types

  Background:
    Given the manifest is applied
    And the Deployment "nginx-deployment" has 2 ready pods
    And the Pod "client" is ready

  Scenario: ClusterIP: an address inside the cluster
    Then the Service "nginx-cluster-ip" has a ClusterIP and nothing else
    And requests from pod "client" and every node to the Service "nginx-cluster-ip" are answered by every pod of the Deployment "nginx-deployment"

  Scenario: NodePort: that, and a port on every node
    Then the Service "nginx-node-port" has a ClusterIP and a node port
    And requests from pod "client" and every node to the Service "nginx-node-port" are answered by every pod of the Deployment "nginx-deployment"
    And requests from outside the cluster to the node port of the Service "nginx-node-port" on every node are answered by every pod of the Deployment "nginx-deployment"

  Scenario: LoadBalancer: both, and an address outside of the cluster
    Given the Service "nginx-load-balancer" has a ClusterIP and a node port
    When a cloud gives the Service "nginx-load-balancer" the address "203.0.113.86"
    Then the Service "nginx-load-balancer" has a ClusterIP, a node port and the address of a load balancer
    And requests from pod "client" and every node to the Service "nginx-load-balancer" are answered by every pod of the Deployment "nginx-deployment"
    And requests from outside the cluster to the node port of the Service "nginx-load-balancer" on every node are answered by every pod of the Deployment "nginx-deployment"
    And requests from pod "client" and every node to port 80 of "203.0.113.86" are answered by every pod of the Deployment "nginx-deployment"

@proxy @three-nodes
Feature: How a load balancer learns which nodes have pods

  With "externalTrafficPolicy: Local" only nodes with a pod of the Service can serve what comes from outside. So a Service of
  type LoadBalancer with this policy is given one more port, healthCheckNodePort. On every node it is the proxy itself that
  listens there: the only packets that it answers in person. It says 200 when the node has ready pods of the Service, and
  503 when it has none. It also says how many, in a header, for load balancers that send more to those who have more.

  A pod that is told to end counts no longer, at once, although it may still serve. That is what makes it possible to
  replace the last pod of a node without losing a request: the load balancer hears 503 and looks elsewhere, and what it has
  sent in the meantime is still served, for as long as the pod lives.

  The Service below has no node ports (allocateLoadBalancerNodePorts: false). A load balancer that sends packets to its own
  address, as most do, does not need any. It has its health check all the same.

  What to look at: "curl -i NODE:$(kubectl get service web -o jsonpath={.spec.healthCheckNodePort})", and "ss -tlnp" on a node.

  https://kubernetes.io/docs/tutorials/services/source-ip/#source-ip-for-services-with-type-loadbalancer
  https://kubernetes.io/docs/concepts/services-networking/service/#load-balancer-nodeport-allocation

  Scenario: Each node says how many ready pods it has
    Given the manifest is applied
    And the Pod "web-1a" is ready
    And the Pod "web-1b" is ready
    And the Pod "web-2" is ready
    And the Service "web" has a ClusterIP and nothing else
    Then the health check of the Service "web" on "node1" answers 200, with 2 local endpoints
    And the health check of the Service "web" on "node2" answers 200, with 1 local endpoint
    And the health check of the Service "web" on "node3" answers 503, with 0 local endpoints

  Scenario: The last pods of a node are told to end, and serve until they do
    Given the manifest is applied
    And the Pod "web-1a" is ready
    And the Pod "web-1b" is ready
    And the Pod "web-2" is ready
    And container "customer" runs on "node1" and is not one of Kubernetes'
    And a cloud gives the Service "web" the address "192.0.2.202"
    And requests from container "customer" to port 80 of "192.0.2.202" are answered by pods "web-1a" and "web-1b" and nobody else
    When pod "web-1a" is deleted
    Then the health check of the Service "web" on "node1" answers 200, with 1 local endpoint
    And requests from container "customer" to port 80 of "192.0.2.202" are answered by pod "web-1b" and nobody else
    When pod "web-1b" is deleted
    Then the health check of the Service "web" on "node1" answers 503, with 0 local endpoints
    And requests from container "customer" to port 80 of "192.0.2.202" are answered by pods "web-1a" and "web-1b" and nobody else

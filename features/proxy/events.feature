@proxy @three-nodes @uses-port-30066
Feature: What a proxy cannot do, it says

  A proxy works where nobody looks: on every node, without a user. When something is in its way it logs it, and where it
  concerns somebody's Service it also writes an event, which "kubectl describe service" shows.

  Below, a program on node2 listens at the very port at which the proxy is to answer the health checks of a Service. The
  proxy of node2 cannot open the port. Those of the other nodes can. The Service itself works on all of them; only a load
  balancer that asks node2 is answered by a stranger.

  What to look at: "kubectl describe service web", and "kubectl get events".

  https://kubernetes.io/docs/tasks/access-application-cluster/create-external-load-balancer/
  https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/event-v1/

  Scenario: The port of a health check is taken
    Given port 30066 of node "node2" is taken by another program
    When the manifest is applied
    Then the proxy of node "node2" has told of the Service "web": FailedToStartServiceHealthcheck
    And the health check of the Service "web" on "node1" answers 503, with 0 local endpoints

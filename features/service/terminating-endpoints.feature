@proxy
Feature: The last pods of a Service serve until they are gone

  A pod that is told to end is no longer ready: requests go to the others. It need not stop at once, though. It may have a
  grace period, and many applications use it to finish what they have begun. In the EndpointSlice it is then "serving" (its
  probes succeed) and "terminating".

  Usually nobody looks at that. But when every pod of a Service is on its way out, and none that is ready is left, the
  choice is between refusing the client and asking a pod that still answers. The proxy asks the pod. So a Service with a
  single replica loses fewer requests while it is replaced, and so does the last pod of a node when only pods of this node
  may serve (see "service/health-check-port"). As soon as one pod is ready, only ready pods are asked again.

  What to look at: "kubectl get endpointslices -o yaml" while the pods end, and the rules in KUBE-SVC-…, which stay as they
  were although "kubectl get endpoints" is empty.

  https://kubernetes.io/docs/concepts/services-networking/endpoint-slices/#conditions
  https://kubernetes.io/docs/tutorials/services/pods-and-endpoint-termination-flow/

  Scenario: Pods that are ending serve as long as nobody else does
    Given the Service "web" is applied
    And the Pod "client" is applied
    And the Pod "old-1" is applied
    And the Pod "old-2" is applied
    And the Pod "client" is ready
    And the Pod "old-1" is ready
    And the Pod "old-2" is ready
    And requests from pod "client" and every node to the Service "web" are answered by pods "old-1" and "old-2" and nobody else
    When pod "old-1" is deleted
    Then requests from pod "client" and every node to the Service "web" are answered by pod "old-2" and nobody else
    When pod "old-2" is deleted
    Then the EndpointSlices of the Service "web" say of pods "old-1" and "old-2": not ready, but serving and terminating
    And requests from pod "client" and every node to the Service "web" are answered by pods "old-1" and "old-2" and nobody else
    When the Pod "new" is applied
    Then requests from pod "client" and every node to the Service "web" are answered by pod "new" and nobody else

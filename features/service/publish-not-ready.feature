@mission-R2
Feature: A Service that publishes its pods before they are ready

  A Service leaves out pods that are not ready, and almost always that is what one wants. Some programs cannot live with
  it: the members of a database cluster have to find each other in order to become ready, so waiting for readiness would
  be waiting for ever. For them a Service has the field publishNotReadyAddresses. With it, readiness no longer counts.

  Nothing changes in the proxies. They still look for "ready: true" in the EndpointSlices, and now the control plane writes
  it for every pod, ready or not; the truth stands in the next line, "serving: false". Endpoints, the older form, has only
  two lists and puts the address back into the first.

  What to look at: "kubectl describe service" before and after, "kubectl get endpointslices -o yaml", and the pod's own
  READY column, which does not change. Cluster DNS reads the same EndpointSlices, so it shows most where a name leads to
  pods rather than to a ClusterIP: the second scenario asks for two headless Services over the same pods, one with the
  field, one without.

  What the article gets wrong: it calls this a rare case. It is the common one for clustered databases, whose headless
  Service leads a new member to those that are still starting.

  https://kubernetes.io/docs/concepts/services-networking/endpoint-slices/#conditions
  https://kubernetes.io/docs/reference/kubernetes-api/service-resources/service-v1/

  Background:
    Given the manifest is applied
    And the Deployment "demoapp2" has 2 ready pods
    And the Pod "client" is ready
    And one pod of the Deployment "demoapp2" is called "the sick pod"
    When pod "the sick pod" is told, by pod "client", to answer its readiness probe with an error
    Then the Endpoints of the Service "demoapp-readiness-service" list pod "the sick pod" under NotReadyAddresses

  Scenario: The Service is changed, and the pod that is not ready serves again
    Given requests from pod "client" to the Service "demoapp-readiness-service" are answered by the ready pods of the Deployment "demoapp2" only
    When the Service "demoapp-readiness-service" is applied again, now "publishing not-ready addresses"
    Then the Endpoints of the Service "demoapp-readiness-service" list exactly the pods of the Deployment "demoapp2"
    And the EndpointSlices of the Service "demoapp-readiness-service" list exactly the pods of the Deployment "demoapp2"
    And requests from pod "client" and every node to the Service "demoapp-readiness-service" are answered by every pod of the Deployment "demoapp2"
    And requests from pod "client" to port 8888 of "demoapp-readiness-service" are answered by every pod of the Deployment "demoapp2"
    And pod "the sick pod" is still not ready

  @dns
  Scenario: A name that leads to the pods themselves
    Given the EndpointSlices of the Service "demoapp2-ready-peers" list pod "the sick pod" with ready: false
    Then pod "client" resolves "demoapp2-ready-peers" to the ready pods of the Deployment "demoapp2" only
    And pod "client" resolves "demoapp2-peers" to all pods of the Deployment "demoapp2", ready or not
    And pod "the sick pod" still answers pod "client" at its own address

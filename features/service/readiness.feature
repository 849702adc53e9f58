@mission-R1
Feature: Only ready pods serve a Service

  A pod that runs can still be unable to work: it may be loading data, or wait for a database. Kubernetes therefore asks
  each container a question of the container's own choosing, the readiness probe. Only while the answer is good does the
  pod belong to the Service.

  The demo application's probe is GET /readyz, and POST readyz=err makes it fail on purpose. Nothing restarts, nothing is
  deleted. What happens is a chain of small steps, and each can be watched:

    1. kubelet probes, gets an error, and sets the pod's condition Ready to False        kubectl get pods
    2. the control plane takes the pod's address out of the addresses that serve         kubectl describe endpoints
       (Endpoints) and writes "ready: false" beside it (EndpointSlice)                    kubectl get endpointslices -o yaml
    3. the Service proxy of every node sees the EndpointSlice and changes its rules      iptables -t nat -S | grep demoapp

  What the article gets wrong: it says that the pod is made ready "by deleting it". A deleted pod never comes back; the
  Deployment makes another one with another name and another address, which is ready because it is new. The old pod
  would have become ready as well: POST readyz=OK is enough.

  Endpoints is shown because the article shows it. Since Kubernetes 1.33 it is deprecated; proxies read EndpointSlices.

  https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/#readiness-probe
  https://kubernetes.io/docs/concepts/services-networking/endpoint-slices/#conditions

  Background:
    Given the manifest is applied
    And the Deployment "demoapp2" has 3 ready pods
    And requests from pod "client" to the Service "demoapp-readiness-service" are answered by every pod of the Deployment "demoapp2"

  Scenario: A pod that fails its readiness probe gets no request until another takes its place
    Given one pod of the Deployment "demoapp2" is called "the sick pod"
    When pod "the sick pod" is told, by pod "client", to answer its readiness probe with an error
    Then the Endpoints of the Service "demoapp-readiness-service" list pod "the sick pod" under NotReadyAddresses
    And the EndpointSlices of the Service "demoapp-readiness-service" list pod "the sick pod" with ready: false
    And requests from pod "client" to the Service "demoapp-readiness-service" are answered by the ready pods of the Deployment "demoapp2" only
    And pod "the sick pod" still answers pod "client" at its own address
    When pod "the sick pod" is deleted
    Then the Deployment "demoapp2" has 3 ready pods
    And the Endpoints of the Service "demoapp-readiness-service" list exactly the pods of the Deployment "demoapp2"
    And the EndpointSlices of the Service "demoapp-readiness-service" list exactly the pods of the Deployment "demoapp2"
    And requests from pod "client" to the Service "demoapp-readiness-service" are answered by every pod of the Deployment "demoapp2"

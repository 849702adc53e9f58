@mission-B3
Feature: Where the addresses of a Service's pods are written down

  A Service does not know its pods. It has a selector, and a controller looks for pods that fit it and writes their
  addresses down: in an Endpoints object of the Service's name, and once more in EndpointSlices, which carry the Service's
  name as a label. Endpoints came first. It is a single object, and with a thousand pods it is sent whole to every node
  each time that one of them changes; that is why there are slices, of 100 addresses each. Proxies and DNS read only those.

  Both say the same. Addresses that may be used and addresses that may not are two lists in Endpoints (Addresses and
  NotReadyAddresses), and a condition beside each address in a slice (ready: true or false). The ports are in both: not the
  Service's port but the pods', which is what targetPort has led to.

  Endpoints also tell when the change happened that they follow, in the annotation
  endpoints.kubernetes.io/last-change-trigger-time. It is not the time at which they were written: it is copied from the
  pod, from the moment when kubelet set its condition Ready. EndpointSlices have the same annotation. Proxies compare it
  with the clock when they are done, and so measure how long the news took from the pod to the rules.

  Do not look for it right after pods were made: when two of them become ready within one second, the second writing
  has no newer time to tell, and the control plane takes the annotation away. After the single change below it is there.

  What to look at: "kubectl describe endpoints nginx-svc", "kubectl get endpointslices -o yaml", and the pod's conditions
  in "kubectl get pod -o yaml". Since Kubernetes 1.33 kubectl warns that Endpoints is deprecated.

  https://kubernetes.io/docs/concepts/services-networking/service/#endpoints
  https://kubernetes.io/docs/concepts/services-networking/endpoint-slices/

  Scenario: Two forms, one content, before and after a change
    Given the manifest is applied
    And the Deployment "nginx-deployment" has 2 ready pods
    And the Pod "client" is ready
    Then the Endpoints of the Service "nginx-svc" list exactly the pods of the Deployment "nginx-deployment"
    And the EndpointSlices of the Service "nginx-svc" list exactly the pods of the Deployment "nginx-deployment"
    And the Endpoints and the EndpointSlices of the Service "nginx-svc" agree in addresses, ports and readiness
    Given one pod of the Deployment "nginx-deployment" is called "the sick pod"
    When pod "the sick pod" is told, by pod "client", to answer its readiness probe with an error
    Then the Endpoints of the Service "nginx-svc" list pod "the sick pod" under NotReadyAddresses
    And the EndpointSlices of the Service "nginx-svc" list pod "the sick pod" with ready: false
    And the Endpoints and the EndpointSlices of the Service "nginx-svc" agree in addresses, ports and readiness
    And the Endpoints of the Service "nginx-svc" are annotated with the time of the change that led to them
    And the Endpoints of the Service "nginx-svc" are annotated with the time at which the readiness of pod "the sick pod" changed

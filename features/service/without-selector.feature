@mission-B7
Feature: A Service whose addresses are written by hand

  Without a selector a Service gets its ClusterIP and its name like any other, and then nothing: no controller looks for
  pods. What is behind it has to be written down by somebody. That may be the addresses of a database outside of the
  cluster, or the work of a program that knows better than a selector. Proxies do not care who wrote them.

  There are two ways to write them. An Endpoints object of the Service's name is the older one. Proxies do not read it, so
  a controller in the control plane copies it into an EndpointSlice, which it keeps up to date (mirroring). Or one writes
  EndpointSlices directly, as many as one likes: the label kubernetes.io/service-name says which Service they belong to,
  and the Service is served by all of them together. Nothing is copied in this direction.

  The lab's backends are three pods without a common label, so that no selector could have found them. Their addresses are
  only known when they run; the lab fills them into the manifest where it says "${WEB_A_IP}".

  What to look at: "kubectl get endpointslices --show-labels" tells who manages each slice. "kubectl get endpoints" is
  empty in the second scenario, and the Service works.

  What the article gets wrong: it names Endpoints first. Today, write EndpointSlices: the other form is deprecated, and
  of more than 1,000 addresses in it only the first 1,000 are copied.

  https://kubernetes.io/docs/concepts/services-networking/service/#services-without-selectors
  https://kubernetes.io/docs/concepts/services-networking/endpoint-slices/#endpointslice-mirroring

  Background:
    Given the Service "web" is applied
    And the Pod "client" is applied
    And the Pod "web-a" is applied
    And the Pod "web-b" is applied
    And the Pod "web-c" is applied
    And the Pod "client" is ready
    And the Pod "web-a" is ready
    And the Pod "web-b" is ready
    And the Pod "web-c" is ready
    And the ClusterIP of the Service "web" is called "the Service's address"
    And requests from pod "client" to port 80 of "the Service's address" get no answer any more

  Scenario: One Endpoints object, which is mirrored
    When the Endpoints "web" is applied
    Then the EndpointSlices of the Service "web" list exactly pods "web-a" and "web-b"
    And the EndpointSlices of the Service "web" are managed by "endpointslicemirroring-controller.k8s.io"
    And the Endpoints and the EndpointSlices of the Service "web" agree in addresses, ports and readiness
    And requests from pod "client" and every node to the Service "web" are answered by pods "web-a" and "web-b" and nobody else

  Scenario: Two EndpointSlices, which add up
    When the EndpointSlice "web-first" is applied
    Then requests from pod "client" and every node to the Service "web" are answered by pods "web-a" and "web-b" and nobody else
    When the EndpointSlice "web-second" is applied
    Then requests from pod "client" and every node to the Service "web" are answered by pods "web-a", "web-b" and "web-c" and nobody else
    And the Service "web" has no Endpoints
    When the EndpointSlice "web-first" is deleted
    Then requests from pod "client" and every node to the Service "web" are answered by pod "web-c" and nobody else

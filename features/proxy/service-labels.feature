@proxy
Feature: Services that are not the proxy's work

  Two labels tell a proxy to keep its hands off a Service. "service.kubernetes.io/service-proxy-name" names another program
  that will serve it: a mesh, or a proxy with abilities of its own. "service.kubernetes.io/headless" marks the EndpointSlices of
  a Service without an address, and whoever sets it on a Service says that there is nothing to do for it.

  The proxy does not even hear of such Services: it asks the API server for all that do not have the labels. So when a label
  is set on a living Service, the proxy sees it vanish, and takes its rules away; when the label goes, the Service appears.
  Controllers copy the Service's labels to its EndpointSlices, where they have the same effect.

  What to look at: "kubectl label service web service.kubernetes.io/service-proxy-name=somebody-else", and "iptables-save |
  grep web" before and after.

  https://kubernetes.io/docs/reference/labels-annotations-taints/#servicekubernetesioservice-proxy-name
  https://kubernetes.io/docs/reference/labels-annotations-taints/#servicekubernetesioheadless

  Scenario: A label takes a living Service away from the proxy, and gives it back
    Given the manifest is applied
    And the Pod "web-1" is ready
    And the Pod "client" is ready
    And requests from pod "client" and every node to the Service "web" are answered by pod "web-1" and nobody else
    When the Service "web" gets the label "service.kubernetes.io/service-proxy-name" with value "somebody-else"
    Then requests from every node to the Service "web" are sent on out of the node as they are
    And no node has a proxy rule for the Service "web"
    When the Service "web" loses the label "service.kubernetes.io/service-proxy-name"
    Then requests from pod "client" and every node to the Service "web" are answered by pod "web-1" and nobody else
    When the Service "web" gets the label "service.kubernetes.io/headless" with value ""
    Then requests from every node to the Service "web" are sent on out of the node as they are
    And no node has a proxy rule for the Service "web"
    When the Service "web" loses the label "service.kubernetes.io/headless"
    Then requests from pod "client" and every node to the Service "web" are answered by pod "web-1" and nobody else

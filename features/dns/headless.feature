@mission-H1 @dns
Feature: A headless Service is a name and nothing else

  A Service with "clusterIP: None" gets no address of its own, no VIP. The API server gives it none, and so the proxies
  have nothing to do: there is no address to wait for, no choice to make, no rule to write. What remains of the Service
  is its selector, from which the control plane makes EndpointSlices as for every other, and its name.

  Cluster DNS reads the EndpointSlices and answers with one A record for each ready pod. The client sees the pods' own
  addresses and connects to one of them directly. Nothing on the way is replaced, and nothing notices when a pod is gone
  except the next answer from DNS. Balancing is up to the client.

  To see that something is absent one has to know where to look. So there is a second, normal Service for the same three
  pods: on every node its name stands in the comments of the proxy's rules, in the same listing in which nothing is to
  be found of the first.

  What to look at: "iptables-save | grep normal" on a node, and the same with "headless". "dig +search headless" prints
  three records, "dig +search normal" one.

  https://kubernetes.io/docs/concepts/services-networking/service/#headless-services
  https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#a-aaaa-records

  Scenario: One record for each pod, no address, and no rule on any node
    Given the Service "headless" is applied
    And the Deployment "demoapp" is applied
    And the Pod "client" is applied
    And the Deployment "demoapp" has 3 ready pods
    And the Pod "client" is ready
    And the EndpointSlices of the Service "headless" list exactly the pods of the Deployment "demoapp"
    When the Service "normal" is applied
    Then the Service "headless" has no ClusterIP
    And pod "client" resolves "headless" to one record for each pod of the Deployment "demoapp", with its address
    And every node has proxy rules for the Service "normal"
    But no node has a proxy rule for the Service "headless"
    And 10 requests from pod "client" to port 80 of "headless" are all answered by pods of the Deployment "demoapp"

@mission-S1 @dns
Feature: Two ways to a Service: its address and its name

  A client can reach a Service by its virtual IP address (VIP), which the API server gives it, or by its name, which
  cluster DNS turns into an address. What the name leads to depends on the kind of the Service:

    a normal Service      name -> VIP -> one of the pods, chosen by the proxy for each connection
    a headless Service    name -> the addresses of the pods themselves, and the client chooses

  This lab has both kinds side by side for the same two pods. By the first name the client never learns which pod it
  talks to, nor how many there are. By the second name it learns all of them, and no proxy stands in between. That is
  what a StatefulSet needs, where one pod is not as good as another.

  What to look at: "kubectl get services" shows an address for my-svc and "None" for nginx. "dig +search my-svc" prints
  one record, "dig +search nginx" prints two, in an order that changes from answer to answer.

  What the article gets wrong: a headless name does not lead to "a certain pod" of the Service. The answer has the
  addresses of all ready pods, and which one is used is up to the client: most programs take the first.

  https://kubernetes.io/docs/concepts/services-networking/service/#headless-services
  https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#services

  Background:
    Given the manifest is applied
    And the StatefulSet "web" has 2 ready pods
    And the Pod "client" is ready
    And the EndpointSlices of the Service "my-svc" list exactly the pods of the StatefulSet "web"
    And the EndpointSlices of the Service "nginx" list exactly the pods of the StatefulSet "web"

  Scenario: A normal Service is reached at its address, and its name leads to this address
    Given the ClusterIP of the Service "my-svc" is called "the VIP"
    Then requests from pod "client" to port 80 of "the VIP" are answered by every pod of the StatefulSet "web"
    And pod "client" resolves "my-svc.NAMESPACE.svc.cluster.local" to "the VIP"
    And requests from pod "client" to port 80 of "my-svc.NAMESPACE.svc.cluster.local" are answered by every pod of the StatefulSet "web"

  Scenario: A headless Service has no address, and its name leads to the pods
    Then the Service "nginx" has no ClusterIP
    And pod "client" resolves "nginx.NAMESPACE.svc.cluster.local" to one record for each pod of the StatefulSet "web", with its address
    And 10 requests from pod "client" to port 80 of "nginx.NAMESPACE.svc.cluster.local" are all answered by pods of the StatefulSet "web"

@mission-B1
Feature: Each pod answers at its own address

  Before there is any Service there are pods, and each of them has an address of its own, reachable from every other pod.
  The article asks its two nginx pods one after the other with curl and gets four lines: which address and port served the
  request, the name of the host, which is the pod's name, the request itself, and the date.

  Nothing is translated on this way: what the pod calls "srv" is what the client asked. Keep these four lines in mind. When
  a Service stands between the two, "uri" still shows what the client asked for, and "srv" shows who served it.

  What to look at: "kubectl get pods -o wide" lists the addresses. They come from the range 10.244.0.0/16, of which each
  node owns a part ("kubectl get nodes -o yaml", podCIDR), so the address tells the node.

  https://kubernetes.io/docs/concepts/services-networking/#the-kubernetes-network-model

  Scenario: Two pods, two addresses, two answers
    Given the manifest is applied
    And the Deployment "nginx-deployment" has 2 ready pods
    And the Pod "client" is ready
    Then each pod of the Deployment "nginx-deployment", asked by pod "client" at its own address, answers in these lines:
      | srv  | POD_IP:80                           |
      | host | POD_NAME                            |
      | uri  | GET POD_IP /                        |
      | date | a date and time with its UTC offset |

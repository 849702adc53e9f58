@mission-C2 @slow @dns
Feature: A Service's name outlives its address

  A Service's address stays the same as long as the Service lives. Delete it and make it again from the same manifest, and
  it gets another one: the API server picks a free address at random. Whoever wrote the old address down is lost. Whoever
  asks for the name finds the new address, because cluster DNS watches the Services and answers from what it sees.

  Not at once, though. Every answer carries a TTL, the number of seconds for which it may be remembered: the Corefile says
  "ttl 30", and its line "cache 30" makes the DNS server itself one of those who remember. For that long the old address
  may still be given. The article's screenshots were taken later, so it does not mention this.

  What to look at: "dig +search demoapp-svc" prints the TTL in the second column. Ask twice: it counts down. The old
  address leads nowhere as soon as the proxies have removed its rules, TTL or not.

  https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/
  https://coredns.io/plugins/cache/

  Scenario: The name leads to the new address, the old address leads nowhere
    Given the manifest is applied
    And the Pod "client" is ready
    And the ClusterIP of the Service "demoapp-svc" is called "the old address"
    And pod "client" resolves "demoapp-svc" to "the old address"
    And the Deployment "demoapp" has 2 ready pods
    And requests from pod "client" to the Service "demoapp-svc" are answered by every pod of the Deployment "demoapp"
    When the Service "demoapp-svc" is deleted
    And the Service "demoapp-svc" is applied
    Then the ClusterIP of the Service "demoapp-svc" is not "the old address"
    And requests from pod "client" to port 80 of "the old address" get no answer any more
    And pod "client" resolves "demoapp-svc" to the ClusterIP of the Service "demoapp-svc" within the TTL of the old answer
    And requests from pod "client" to port 80 of "demoapp-svc" are answered by every pod of the Deployment "demoapp"

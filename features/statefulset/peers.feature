@mission-H2
Feature: The members of a set find each other

  Elasticsearch, MongoDB, Kafka: each of their servers has to know all the others when it starts, and its configuration
  file wants them as a fixed list. Addresses cannot stand there, since a pod gets a new one each time. A Service's name
  cannot either: it leads to anybody. What can stand there are the names of the members, because they are known before
  any of the pods exists:

    es-0.elastic.NAMESPACE.svc.cluster.local
    es-1.elastic.NAMESPACE.svc.cluster.local
    es-2.elastic.NAMESPACE.svc.cluster.local

  The set here is called "es" and has three members that answer HTTP in place of Elasticsearch; the headless Service is
  "elastic". Each member looks up and asks both of the others, in the short form that is enough within a namespace.

  What the article leaves out: a member has its record only while it is ready. Servers that become ready only when they
  have found each other would wait for ever. Their headless Service says "publishNotReadyAddresses: true", and every
  member is in DNS from the moment it has an address.

  What to look at: "kubectl exec es-0 -- curl -s es-2.elastic".

  https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id
  https://kubernetes.io/docs/tutorials/stateful-application/

  Background:
    Given the Service "elastic" is applied
    And the StatefulSet "es" is applied
    And the Pod "client" is applied
    And the Pod "stranger" is applied in another namespace
    And the StatefulSet "es" has 3 ready pods
    And the Pod "client" is ready
    And the Pod "stranger" is ready
    And the EndpointSlices of the Service "elastic" list exactly the pods of the StatefulSet "es"

  Scenario: Each of three members finds and reaches the other two by name
    Then each pod of the StatefulSet "es" finds the address of every other by its name in the Service "elastic"
    And each pod of the StatefulSet "es" is answered by every other that it asks by its name in the Service "elastic"

  @dns
  Scenario: Each member is found under its full name by pods that are no members
    Then in pod "client", the C library finds each pod of the StatefulSet "es" by its full name in the Service "elastic"
    And in pod "client", BusyBox's nslookup finds each pod of the StatefulSet "es" by its full name in the Service "elastic"
    And in pod "stranger", the C library finds each pod of the StatefulSet "es" by its full name in the Service "elastic"

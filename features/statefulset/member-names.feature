@mission-H2
Feature: Each member of a StatefulSet has a name of its own

  https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id

  Scenario: The two pods of "web" are found one by one, also from another namespace
    Given the Service "myapp" is applied
    And the StatefulSet "web" is applied
    And the Pod "client" is applied
    And the Pod "stranger" is applied in another namespace
    And the StatefulSet "web" has 2 ready pods
    And the Pod "client" is ready
    And the Pod "stranger" is ready
    Then pod "client" resolves "web-0.myapp" to the address of pod "web-0"
    And pod "client" resolves "web-1.myapp" to the address of pod "web-1"
    And pod "stranger" resolves "web-0.myapp.NAMESPACE.svc.cluster.local" to the address of pod "web-0"
    And pod "stranger" resolves "web-1.myapp.NAMESPACE.svc.cluster.local" to the address of pod "web-1"

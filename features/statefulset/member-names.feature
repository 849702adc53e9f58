@mission-H2 @dns
Feature: Each pod of a StatefulSet has a name of its own

  Behind a normal Service all pods are alike, and nobody can ask for a particular one. A StatefulSet whose "serviceName"
  is a headless Service gets more: besides the Service's name, which leads to all of its pods, each pod has a record

    {name of the set}-{number}.{headless Service}.{namespace}.svc.cluster.local

  that leads to this pod alone. The full name works from every namespace and with every program. The short form
  web-0.myapp is completed by the search list of the pod that asks, which begins with that pod's own namespace. So it
  works for pods of the same namespace, and a pod elsewhere has to name the namespace.

  What to look at: "kubectl get pod web-0 -o yaml" has "hostname: web-0" and "subdomain: myapp". The StatefulSet wrote
  them; the EndpointSlice repeats the first, and that is where cluster DNS finds it. A Deployment writes neither, so its
  pods have no such names, not even behind a headless Service.

  What the article gets wrong: its pattern has lost the dot between Service and namespace. The names it lists below, for
  Elasticsearch, are right.

  https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id
  https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-s-hostname-and-subdomain-fields

  Background:
    Given the Service "myapp" is applied
    And the StatefulSet "web" is applied
    And the Pod "client" is applied
    And the Pod "stranger" is applied in another namespace
    And the StatefulSet "web" has 2 ready pods
    And the Pod "client" is ready
    And the Pod "stranger" is ready
    And the EndpointSlices of the Service "myapp" list exactly the pods of the StatefulSet "web"

  Scenario: Another pod finds each of the two by its name
    Then pod "client" resolves "web-0.myapp.NAMESPACE.svc.cluster.local" to the address of pod "web-0"
    And pod "client" resolves "web-1.myapp.NAMESPACE.svc.cluster.local" to the address of pod "web-1"
    And in pod "client", the C library finds pod "web-0" by the name "web-0.myapp"
    And in pod "client", the C library finds pod "web-1" by the name "web-1.myapp"
    And in pod "client", BusyBox's nslookup finds each pod of the StatefulSet "web" by its full name in the Service "myapp"

  Scenario: A pod in another namespace needs the namespace in the name
    Then in pod "stranger", the C library finds each pod of the StatefulSet "web" by its full name in the Service "myapp"
    And in pod "stranger", BIND's nslookup finds each pod of the StatefulSet "web" by its full name in the Service "myapp"
    And in pod "stranger", BusyBox's nslookup finds each pod of the StatefulSet "web" by its full name in the Service "myapp"
    And in pod "stranger", the C library finds pod "web-1" by the name "web-1.myapp.NAMESPACE"
    But in pod "stranger", the C library finds nothing by the name "web-1.myapp"

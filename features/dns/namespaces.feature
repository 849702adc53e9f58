@mission-B5 @dns
Feature: The namespace is part of a Service's name

  Services of different namespaces may have the same name. Cluster DNS keeps them apart by making the namespace a part of
  the name: nginx-svc.default.svc.cluster.local is the Service nginx-svc of namespace default. That is its only name. The
  short ones come from the pod that asks: in its /etc/resolv.conf stands a list of endings, its own namespace's first, and
  a name with few dots is tried with one after the other.

    search default.svc.cluster.local svc.cluster.local cluster.local

  So "nginx-svc" is completed to a Service of the asker's own namespace and means something else, or nothing, elsewhere.
  "nginx-svc.default" is completed by the second ending and means the same in every namespace. Nothing is forbidden here:
  a namespace orders names. It does not keep traffic apart, which is the task of NetworkPolicy.

  The lab has a pod in a second namespace, called "stranger". NAMESPACE stands for the name of the first.

  What to look at: "cat /etc/resolv.conf" in both pods; "dig +search +showsearch nginx-svc" shows each attempt.

  https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#namespaces-of-services
  https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/#namespaces-and-dns

  Background:
    Given the Service "nginx-svc" is applied
    And the Deployment "nginx-deployment" is applied
    And the Pod "client" is applied
    And the Pod "stranger" is applied in another namespace
    And the Deployment "nginx-deployment" has 2 ready pods
    And the Pod "client" is ready
    And the Pod "stranger" is ready

  Scenario: The short name at home, the name with the namespace everywhere
    Then pod "client" resolves "nginx-svc" to the ClusterIP of the Service "nginx-svc"
    And pod "client" resolves "nginx-svc.NAMESPACE" to the ClusterIP of the Service "nginx-svc"
    And pod "stranger" is told that there is no name "nginx-svc"
    And pod "stranger" resolves "nginx-svc.NAMESPACE" to the ClusterIP of the Service "nginx-svc"
    And pod "stranger" resolves "nginx-svc.NAMESPACE.svc.cluster.local" to the ClusterIP of the Service "nginx-svc"
    And requests from pod "stranger" to port 80 of "nginx-svc.NAMESPACE" are answered by every pod of the Deployment "nginx-deployment"
    And requests from pod "client" to port 80 of "nginx-svc" are answered by every pod of the Deployment "nginx-deployment"

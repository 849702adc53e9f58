@mission-B6 @dns
Feature: A Service that is only another name

  The fourth type of Service, ExternalName, has no pods, no selector, no address and no rules in any proxy. It is an entry
  in the cluster's DNS: who asks for the Service gets a CNAME record, "the name you want is really called …", and goes on
  with that name. With it a program can be told to use "partner" today, and a change of one object sends it elsewhere
  tomorrow.

  The client does not have to go on by itself. Cluster DNS follows the alias and puts what it finds into the same answer.
  When the other name is outside of the cluster it asks the DNS servers of its node; those of the lab know www.lab.test.
  When it is the name of another Service it finds that Service's ClusterIP, so "shop" below is a second name for
  "nginx-svc": connections to it go through the rules of nginx-svc, since there are no others.

  An alias changes where a client connects to, not what it says there. The web server still reads "shop" in the Host header
  and may not know it, and a TLS certificate for the real name does not fit. This is why ExternalName is rarely right for
  HTTPS. The demo application answers to any name.

  What to look at: "kubectl get services" shows CLUSTER-IP "<none>" and the name under EXTERNAL-IP; "dig +search shop" in
  the pod shows both records.

  https://kubernetes.io/docs/concepts/services-networking/service/#externalname
  https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/

  Background:
    Given the manifest is applied
    And the Pod "client" is ready

  Scenario: The name of something outside of the cluster
    Then the Service "partner" has no address of its own
    And pod "client" finds the name "partner" to be an alias of "www.lab.test" and nothing else
    And pod "client" resolves "partner" to "198.51.100.10"

  Scenario: A second name for another Service
    Given the Deployment "nginx-deployment" has 2 ready pods
    Then the Service "shop" has no address of its own
    And pod "client" finds the name "shop" to be an alias of "nginx-svc.NAMESPACE.svc.cluster.local" and nothing else
    And pod "client" resolves "shop" to the ClusterIP of the Service "nginx-svc"
    And requests from pod "client" to port 80 of "shop" are answered by every pod of the Deployment "nginx-deployment"

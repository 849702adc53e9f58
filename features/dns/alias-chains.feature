@dns
Feature: Aliases of aliases, and aliases that lead in a circle

  Nobody looks at the name that an ExternalName Service refers to, until somebody asks for it. So it may be the name of
  another ExternalName Service, or the Service's own, or two Services may refer to each other, as may happen while a program
  moves from one namespace to another and each of two teams takes the other for the one that has it.

  Cluster DNS follows aliases inside the cluster by itself. Without an end to that, one question would keep it busy for
  ever. So it follows eleven at most, and what does not end by then has no address: the reply is "no data", NOERROR without
  an answer. It is not an error, and it is not NXDOMAIN, for the name exists: who asks for the alias itself, a CNAME record,
  gets it. A program only hears that there is no address, and nobody is told why.

  What to look at: "dig own CNAME" and "dig own A" in the pod; "dig +noall +answer hop-2 A" shows all eleven aliases.

  https://kubernetes.io/docs/concepts/services-networking/service/#externalname
  https://www.rfc-editor.org/rfc/rfc1034#section-5.2.2

  Background:
    Given the manifest is applied
    And the Pod "client" is ready

  Scenario: Its own name, each other's names
    Then the cluster's DNS answers pod "client":
      | name                              | type  | answer                             |
      | own.NAMESPACE.svc.cluster.local   | CNAME | own.NAMESPACE.svc.cluster.local.   |
      | own.NAMESPACE.svc.cluster.local   | A     | no data                            |
      | own.NAMESPACE.svc.cluster.local   | AAAA  | no data                            |
      | left.NAMESPACE.svc.cluster.local  | CNAME | right.NAMESPACE.svc.cluster.local. |
      | left.NAMESPACE.svc.cluster.local  | A     | no data                            |
      | right.NAMESPACE.svc.cluster.local | CNAME | left.NAMESPACE.svc.cluster.local.  |
      | right.NAMESPACE.svc.cluster.local | A     | no data                            |

  Scenario: Eleven aliases are followed, twelve are not
    Then pod "client" resolves "hop-12" to the ClusterIP of the Service "web"
    And pod "client" resolves "hop-2" to the ClusterIP of the Service "web"
    And the cluster's DNS answers pod "client":
      | name                              | type  | answer                             |
      | hop-1.NAMESPACE.svc.cluster.local | CNAME | hop-2.NAMESPACE.svc.cluster.local. |
      | hop-1.NAMESPACE.svc.cluster.local | A     | no data                            |

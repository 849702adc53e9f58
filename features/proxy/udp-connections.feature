@proxy
Feature: UDP, and what the kernel remembers of it

  UDP has no connections, but the kernel keeps track of it as if it had. The first packet from one address and port to
  another goes through the rules, and gets its endpoint. All that follow between the same two are one connection to the
  kernel: they are sent where the first was sent, and no rule is asked again. Only half a minute of silence ends it, two
  minutes if there had been answers.

  For a client that takes a new port for each question this does not matter. But many keep theirs: DNS resolvers, senders
  of logs and metrics, telephones. Such a client would go on talking to a pod that is gone, for as long as it talks. So
  after each change of endpoints the proxy looks through the kernel's connections (conntrack), and deletes those of its UDP
  Services that lead to an address that serves no longer. The next packet then asks the rules anew.

  The same holds for a client that was there before the Service: its packets to the node port led to the node itself,
  where nobody listened. That, too, is a connection, and the proxy ends it when the first endpoint has come.

  And when the Service is deleted, its connections end with it, as no rule would send the next packet anywhere. (Kubernetes'
  own proxy forgets this one, issue 141371: the pod goes on getting packets of a Service that is no more.)

  (TCP is left alone: a connection to a pod that is gone is of no use to anybody and ends by itself.)

  What to look at: on the client's node "conntrack -L -p udp --dport 7", and "conntrack -E -p udp" while the pod is replaced.

  https://kubernetes.io/docs/reference/networking/virtual-ips/#proxy-mode-iptables
  https://github.com/kubernetes/kubernetes/issues/48370

  Scenario: The pod goes, another comes, and the client keeps its port
    Given the Service "udp" is applied
    And the Pod "web-1" is applied
    And the Pod "client" is applied
    And the Pod "web-1" is ready
    And the Pod "client" is ready
    Then pod "client", always from one UDP port, is answered at the Service "udp" by pod "web-1"
    When pod "web-1" is deleted
    Then pod "client", always from one UDP port, gets no answer at the Service "udp"
    When the Pod "web-2" is applied
    And the Pod "web-2" is ready
    Then pod "client", always from one UDP port, is answered at the Service "udp" by pod "web-2"

  @uses-port-30077
  Scenario: The client was there before the Service
    Given the Pod "web-1" is applied
    And the Pod "client" is applied
    And the Pod "web-1" is ready
    And the Pod "client" is ready
    And pod "client", always from one UDP port, gets no answer at port 30077 of "node1"
    When the Service "late" is applied
    Then pod "client", always from one UDP port, is answered at port 30077 of "node1" by pod "web-1"

  @own-only @k8s-issue-141371
  Scenario: The Service is deleted
    Given the Service "udp" is applied
    And the Pod "web-1" is applied
    And the Pod "client" is applied
    And the Pod "web-1" is ready
    And the Pod "client" is ready
    And the ClusterIP of the Service "udp" is called "the Service's address"
    And pod "client", always from one UDP port, is answered at the Service "udp" by pod "web-1"
    When the Service "udp" is deleted
    Then pod "client", always from one UDP port, gets no answer at port 7 of "the Service's address"

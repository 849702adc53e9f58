@proxy @three-nodes
Feature: A client that always reaches the same pod

  A Service chooses a pod for every connection anew. That is wrong for an application that keeps something in memory for
  each of its clients: a shopping cart, a login. With "sessionAffinity: ClientIP" the first choice holds: whoever comes from
  the same address gets the same pod, for as long as no more than timeoutSeconds pass between two connections (three hours
  if the Service does not say it).

  The memory is the kernel's. In the Service's chain there is first one rule for each pod, "-m recent --rcheck --seconds
  10800 --name KUBE-SEP-…": has this address been seen there? Only when all of them say no is a pod drawn at random, and the
  rule that replaces the address notes the client ("-m recent --set"). Each node has its memory, and tells nobody. And it
  is the address that counts: all who come from behind one router share a pod.

  Below a crowd of 30 clients asks, each with an address of its own. Each has its pod; but not all have the same. When they
  come again after two seconds they find it again. The second Service forgets them after one second, and for each of them
  a pod is drawn anew: it may be the same by chance, but not for all 30.

  A pod that is no longer ready loses its clients, affinity or not: it has no rules any more. When it is ready again,
  they stay with the pod they were given in the meantime.

  In IPVS mode the memory is IPVS's own (a virtual server with "-p 10800"), and it forgets nobody whose connections it
  remembers. That is two minutes after their end, so there a second is longer than it says.

  What to look at: "iptables-save -t nat | grep recent" or "ipvsadm -Sn | grep -e -p", and on the client's node "cat /proc/net/xt_recent/KUBE-SEP-…".

  https://kubernetes.io/docs/reference/networking/virtual-ips/#session-affinity

  Background:
    Given the manifest is applied
    And the Deployment "demoapp" has 3 ready pods
    And the Pod "client" is ready

  @uses-crowd
  Scenario: Each client has its pod, and finds it again
    Given a crowd of 30 clients on "node2"
    Then each client of the crowd is answered by one pod when it asks the Service "sticky" 3 times
    And not all of these clients have the same pod
    And each client of the crowd has the same pod when it asks the Service "sticky" again after 2 seconds

  @iptables-mode @uses-crowd
  Scenario: A client that has been away for longer than the Service says is forgotten
    Given a crowd of 30 clients on "node2"
    Then each client of the crowd is answered by one pod when it asks the Service "sticky" 3 times
    And some clients of the crowd have another pod when they ask the Service "sticky-for-a-second" again after 2 seconds

  @ipvs-mode @uses-crowd
  Scenario: A client is remembered for as long as its last connection
    Given a crowd of 30 clients on "node2"
    Then each client of the crowd is answered by one pod when it asks the Service "sticky-for-a-second" 3 times
    And not all of these clients have the same pod
    And each client of the crowd has the same pod when it asks the Service "sticky-for-a-second" again after 2 seconds

  Scenario: A pod that is no longer ready loses its clients
    Given 20 requests from pod "client" to the Service "sticky" are all answered by one pod, "the first pod"
    When pod "the first pod" is told, by pod "client", to answer its readiness probe with an error
    Then the EndpointSlices of the Service "sticky" list pod "the first pod" with ready: false
    And 20 requests from pod "client" to the Service "sticky" are all answered by one pod, "the second pod", which is not "the first pod"

@alone @slow
Feature: Services and names live on while their makers are away

  The proxy and cluster DNS look like things that every packet depends on. Only one of them is. The proxy writes rules into
  the kernel and then only watches: the kernel does the work. When its pod is deleted the rules stay, connections go on, and
  new ones are balanced as before; the new proxy finds the rules, compares, and changes what differs. All that is lost in
  between is the news. DNS does answer every question itself, so it runs twice. A DNS pod that is told to end first says that
  it is no longer ready, and goes on answering for five seconds ("lameduck 5s" in the Corefile), while the proxies take its
  address out of the rules; the other pod has the rest.

  The API server is needed for changes alone. Below, every packet of its port 6443 is dropped for 30 seconds, as if a cable
  were pulled. Proxies and DNS keep what they know. Afterwards they find their watches again and hear of a new Service. (What
  runs on the server's own node still reaches it: its controllers give up their leases and end after about ten seconds
  without it. And after 50 seconds without a sign of life the cluster would take the other nodes for lost.)

  All the while a load runs on every node, in pods that need nobody: "requests" open ten connections a second through the
  Service's address. "lookups" ask DNS ten times a second, half of them for names that nobody has asked for before, so that
  no cache can help. "one-port" asks from one and the same UDP port: to the kernel that is one connection, which stays with
  the DNS pod it was given first, unless the proxy has it forgotten when that pod leaves.

  What to look at: "kubectl -n kube-system delete pod -l k8s-app=kube-proxy" and curl in a loop beside it; on a node,
  "conntrack -L -p udp --dport 53". The load's table in the report has the longest gap between two answers.

  https://kubernetes.io/docs/reference/networking/virtual-ips/
  https://kubernetes.io/docs/concepts/architecture/nodes/#node-heartbeats
  https://coredns.io/plugins/health/

  Background:
    Given the Service "demoapp-svc" is applied
    And the Deployment "demoapp" is applied
    And the Pod "client" is applied
    And the Deployment "demoapp" has 3 ready pods
    And the Pod "client" is ready
    And requests from every node to the Service "demoapp-svc" are answered by every pod of the Deployment "demoapp"
    And the DaemonSet "load" is applied
    And the load runs on every node

  Scenario: The proxy of a node is restarted
    When the proxy pod of "node2" is deleted and another one is ready
    And the Service "late-svc" is applied
    Then requests from pod "client" and every node to the Service "late-svc" are answered by every pod of the Deployment "demoapp"
    And no connection of the load has failed
    And every lookup of the load was answered, after one retry at most

  @dns
  Scenario: A DNS pod is deleted
    When a DNS pod is deleted and another one is ready
    And the load has gone on for a while
    Then every lookup of the load was answered, after one retry at most
    And no connection of the load has failed

  Scenario: The API server cannot be reached for half a minute
    When port 6443 of "node1" is cut off for 30 seconds
    Then no connection of the load has failed
    And every lookup of the load was answered, after one retry at most
    And no node was held to be lost meanwhile
    When the Service "late-svc" is applied
    Then requests from pod "client" to port 80 of "late-svc" are answered by every pod of the Deployment "demoapp" as soon as proxies and DNS have recovered
    And requests from every node to the Service "late-svc" are answered by every pod of the Deployment "demoapp"
    And no connection of the load has failed

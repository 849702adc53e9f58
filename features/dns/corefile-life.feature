@mission-C1 @dns
Feature: The Corefile, and the life of a DNS server

  Four plugins of the article's Corefile answer no question. They are about the server itself: when it may be asked, whether it
  is well, how it ends, and what it does with a file that makes no sense.

  ready tells at :8181/ready whether all plugins are. kubernetes is when it has read what there is in the cluster; until then
  the page says 503 and names it, kubelet's probe keeps the pod out of the Service, and whoever asks all the same hears
  SERVFAIL, "I cannot know", rather than "there is no such name". What needs no cluster, the zone's own names, it answers.
  The same happens when one right is missing: with "pods verified" and without the right to list pods the names of Services
  have their addresses, but nothing is denied, and the server never becomes ready. The log says which right it is.

  health tells at :8080/health that the process lives, no more. Were it the same page, kubelet would kill a server that waits
  for the API.

  "lameduck 5s" is for the end. When a pod is deleted, the proxies take it out of the Service's rules, but each a little later
  than the API server knows. So the server goes on for five seconds as if nothing had happened.

  reload looks every 30 seconds, here every two, whether the file has become another one, and starts again within the
  same process. A file that it cannot use changes nothing: the server goes on with the old one, says so in its log and
  counts it. Someone should look at this count, for the pod is well, and after its next restart it will not be.

  loop asks a question of its own when the server starts, a name of random numbers. Should it come back, the server's upstream is
  the server itself, and every question for the world outside would circle until the memory is full. Then it is better
  to end at once, with a line that says why. It happens where /etc/resolv.conf names 127.0.0.53, which in a pod is the pod.

  Each scenario has a DNS server of its own, the same program as the cluster's. kubelet brings a changed ConfigMap to a pod
  when it next looks after it, about once a minute, and at once when the pod changes; the lab adds an annotation.

  What to look at: "kubectl -n kube-system logs deployment/coredns"; "curl -i DNS-POD:8181/ready"; the metrics
  coredns_reload_failed_total and coredns_reload_version_info.

  https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/
  https://coredns.io/plugins/ready/
  https://coredns.io/plugins/health/
  https://coredns.io/plugins/reload/
  https://coredns.io/plugins/loop/

  Background:
    Given the Service "web" is applied
    And the Pod "client" is applied
    And the Pod "client" is ready

  Scenario: ready, health: a server that has not heard from the API yet
    Given a DNS server "dns" that may not read the API starts with the files of the ConfigMap "dns"
    Then port 8181 of the DNS server "dns" answers pod "client" at /ready with 503 and "kubernetes"
    And port 8080 of the DNS server "dns" answers pod "client" at /health with 200 and "OK"
    And the DNS server "dns" answers pod "client":
      | name                                  | type | answer                                                               |
      | cluster.local                         | SOA  | ns.dns.cluster.local. hostmaster.cluster.local. * 7200 1800 86400 30 |
      | dns-version.cluster.local             | TXT  | "1.1.0"                                                              |
      | svc.cluster.local                     | A    | no data                                                              |
      | nothing.cluster.local                 | A    | SERVFAIL                                                             |
      | NAMESPACE.svc.cluster.local           | A    | SERVFAIL                                                             |
      | web.NAMESPACE.svc.cluster.local       | A    | SERVFAIL                                                             |
      | 192-0-2-7.NAMESPACE.pod.cluster.local | A    | SERVFAIL                                                             |
      | {reverse web}                         | PTR  | NXDOMAIN                                                             |
    When the DNS servers of the scenario may read the API
    Then port 8181 of the DNS server "dns" answers pod "client" at /ready with 200 and "OK"
    And the Pod "dns" is ready
    And the DNS server "dns" answers pod "client":
      | name                            | type | answer |
      | web.NAMESPACE.svc.cluster.local | A    | {web}  |

  Scenario: kubernetes: one right is missing
    Given a DNS server "verified" starts with the files of the ConfigMap "verified"
    Then the log of the DNS server "verified" has a line with "pods is forbidden"
    And the log of the DNS server "verified" has a line with "starting server with unsynced Kubernetes API"
    And the DNS server "verified" answers pod "client":
      | name                                        | type | answer   |
      | web.NAMESPACE.svc.cluster.local             | A    | {web}    |
      | web.NAMESPACE.svc.cluster.local             | AAAA | no data  |
      | absent.NAMESPACE.svc.cluster.local          | A    | SERVFAIL |
      | {dashes client}.NAMESPACE.pod.cluster.local | A    | SERVFAIL |
    And port 8181 of the DNS server "verified" answers pod "client" at /ready with 503 and "kubernetes"
    And port 8080 of the DNS server "verified" answers pod "client" at /health with 200 and "OK"
    When the DNS servers of the scenario may list pods
    Then port 8181 of the DNS server "verified" answers pod "client" at /ready with 200 and "OK"
    And the DNS server "verified" answers pod "client":
      | name                                        | type | answer   |
      | absent.NAMESPACE.svc.cluster.local          | A    | NXDOMAIN |
      | {dashes client}.NAMESPACE.pod.cluster.local | A    | {client} |
      | 192-0-2-7.NAMESPACE.pod.cluster.local       | A    | NXDOMAIN |

  Scenario: reload, lameduck: another file, a wrong file, and the end
    Given a DNS server "dns" runs with the files of the ConfigMap "dns"
    And the DNS server "dns" answers pod "client":
      | name                                  | type | answer    |
      | 192-0-2-7.NAMESPACE.pod.cluster.local | A    | 192.0.2.7 |
    When the ConfigMap "dns" is now "without names for pods", and the DNS server "dns" has told pod "client" that it has read it
    Then the DNS server "dns" answers pod "client":
      | name                                  | type | answer   |
      | 192-0-2-7.NAMESPACE.pod.cluster.local | A    | NXDOMAIN |
      | web.NAMESPACE.svc.cluster.local       | A    | {web}    |
    When the ConfigMap "dns" is now "wrong", and the DNS server "dns" has told pod "client" that it has read it
    Then the DNS server "dns" shows pod "client" that "coredns_reload_failed_total" is at least 1
    And the log of the DNS server "dns" has a line with "cubernetes"
    And the DNS server "dns" answers pod "client":
      | name                                  | type | answer   |
      | 192-0-2-7.NAMESPACE.pod.cluster.local | A    | NXDOMAIN |
      | web.NAMESPACE.svc.cluster.local       | A    | {web}    |
    And the container of the DNS server "dns" has not been started again
    And the DNS server "dns", being deleted, goes on answering pod "client" for 5 seconds, and its page /health on port 8080 with it

  Scenario: loop: a server that is its own upstream
    Given a DNS server "circle" starts with the files of the ConfigMap "circle"
    Then the container of the DNS server "circle" ends with an error and is started again
    And the log of the DNS server "circle" has a line with 'plugin/loop: Loop (127.0.0.1'
    And the log of the DNS server "circle" has a line with 'detected for zone "."'

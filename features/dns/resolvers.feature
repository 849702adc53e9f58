@dns
Feature: One name, five programs

  Whether a program finds a name is decided twice: by the server, and by the code in the program's pod that asks it. The server
  below says the same to everybody. The programs do not ask for the same.

  All of them read /etc/resolv.conf, with its domains to search and "ndots:5". glibc: a name with fewer than five dots is
  tried with each domain first and as it stands last; one with more dots the other way round; a dot at the end means "this and
  nothing else". Java asks glibc. Go has a resolver of its own with the same rules. musl, the C library of Alpine images, agrees as
  long as the name has fewer dots than ndots. With more, it asks for the name as it stands and never for another. So
  "ndots:1", which is often recommended because it saves questions, lets web.NAMESPACE be found on Debian and not on Alpine.
  BusyBox's nslookup does not use the C library at all, and leaves every name with a dot as it is.

  Java has one more habit: a JVM remembers what it has found for 30 seconds, whatever the TTL, and for 10 seconds that there
  was nothing. A Service that was made again has a new address, and the JVM knocks at the old one. "networkaddress.cache.ttl" in
  $JAVA_HOME/conf/security/java.security changes that.

  The pods' server is one of the lab's own that logs each question. "-" means that nothing was found. Go's part is played by
  kubectl, which lives on the nodes: it is told to look for an API server there.

  What to look at: "kubectl logs dns" after each "getent ahosts web" and "musl-getent web" in the pod "client".

  https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/
  https://man7.org/linux/man-pages/man5/resolv.conf.5.html
  https://wiki.musl-libc.org/functional-differences-from-glibc.html#Name-Resolver/DNS

  Background:
    Given the Service "web" is applied
    And the Pod "web-0" is applied
    And a DNS server "dns" runs with the files of the ConfigMap "dns"
    And the Pod "client" is applied
    And the Pod "java-client" is applied
    And the Pod "few-dots" is applied
    And the Pod "web-0" is ready
    And the Pod "client" is ready
    And the Pod "java-client" is ready
    And the Pod "few-dots" is ready
    And the DNS server "dns" answers pod "client":
      | name                            | type | answer  |
      | web.NAMESPACE.svc.cluster.local | A    | {web-0} |

  Scenario: Short names, search paths, dots at the end, absent names
    Then programs in pods "client" and "java-client", for Java, find these addresses:
      | name                             | glibc   | musl    | BusyBox | Java    | Go      |
      | web                              | {web-0} | {web-0} | {web-0} | {web-0} | {web-0} |
      | web.NAMESPACE                    | {web-0} | {web-0} | -       | {web-0} | {web-0} |
      | web-0.web.NAMESPACE.svc          | {web-0} | {web-0} | -       | {web-0} | {web-0} |
      | web.NAMESPACE.svc.cluster.local  | {web-0} | {web-0} | {web-0} | {web-0} | {web-0} |
      | web.NAMESPACE.svc.cluster.local. | {web-0} | {web-0} | {web-0} | {web-0} | {web-0} |
      | web.                             | -       | -       | -       | -       | -       |
      | absent                           | -       | -       | -       | -       | -       |
    And to look up "web.NAMESPACE" in pod "client", these programs ask the DNS server "dns" for:
      | program | names                                                      |
      | glibc   | web.NAMESPACE.NAMESPACE.svc.cluster.local, web.NAMESPACE.svc.cluster.local |
      | musl    | web.NAMESPACE.NAMESPACE.svc.cluster.local, web.NAMESPACE.svc.cluster.local |
      | BusyBox | web.NAMESPACE                                                             |
      | Go      | web.NAMESPACE.NAMESPACE.svc.cluster.local, web.NAMESPACE.svc.cluster.local |
    And to look up "web.NAMESPACE.svc.cluster.local." in pod "client", these programs ask the DNS server "dns" for:
      | program | names            |
      | glibc   | web.NAMESPACE.svc.cluster.local |
      | musl    | web.NAMESPACE.svc.cluster.local |
      | BusyBox | web.NAMESPACE.svc.cluster.local |
    And a JVM in pod "java-client" that looks up "web" twice asks the DNS server "dns" once

  Scenario: With ndots:1, glibc goes on to search and musl does not
    Given the address of pod "web-0" is called "the address of web-0"
    Then to look up "web.NAMESPACE" in pod "few-dots", these programs ask the DNS server "dns" for:
      | program | names                                                                     |
      | glibc   | web.NAMESPACE, web.NAMESPACE.NAMESPACE.svc.cluster.local, web.NAMESPACE.svc.cluster.local |
      | musl    | web.NAMESPACE                                                                            |
    And a program in pod "few-dots" that looks up "web.NAMESPACE" gets "the address of web-0"

@mission-S4 @dns
Feature: A short name, and the programs that complete it

  The article starts a pod for one use (kubectl run --rm --restart=Never) and asks in it for web-0.nginx. No such name
  exists. What exists is web-0.nginx.NAMESPACE.svc.cluster.local, and the file /etc/resolv.conf that kubelet gives each
  pod is what leads from one to the other: its line "search" lists the endings to try, its "options ndots:5" says to try
  them first for any name with fewer than five dots.

  The server knows nothing of that list. Completing a name is the work of the program that asks, or of the C library
  inside it, and not all do it alike. BIND's nslookup and the C library follow both lines. The nslookup of BusyBox was
  rewritten after version 1.28, the one that the article uses: since then it leaves any name with a dot in it as it
  stands. That is a quirk of this one command. The rest of BusyBox asks the C library, so its wget finds web-0.nginx.

  What to look at: "kubectl exec dns-test -- cat /etc/resolv.conf", then "nslookup web-0.nginx" and "busybox nslookup
  web-0.nginx". The full name works with every program; so does a name with a dot at its end, which means "complete as
  it is".

  What the article gets wrong: nothing, for busybox:1.28.4, which it pins. Its command fails with any later BusyBox
  image.

  https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#namespaces-of-services
  https://kubernetes.io/docs/tasks/administer-cluster/dns-debugging-resolution/

  Background:
    Given the manifest is applied
    And the StatefulSet "web" has 2 ready pods
    And the Pod "dns-test" is ready
    And the EndpointSlices of the Service "nginx" list exactly the pods of the StatefulSet "web"

  Scenario: BIND's nslookup and the C library complete web-0.nginx by the search list
    Then in pod "dns-test", BIND's nslookup completes "web-0.nginx" to "web-0.nginx.NAMESPACE.svc.cluster.local" and finds pod "web-0"
    And in pod "dns-test", BIND's nslookup completes "web-1.nginx" to "web-1.nginx.NAMESPACE.svc.cluster.local" and finds pod "web-1"
    And in pod "dns-test", the C library completes "web-0.nginx" to "web-0.nginx.NAMESPACE.svc.cluster.local" and finds pod "web-0"

  Scenario: BusyBox's nslookup leaves a name with a dot as it stands
    Then in pod "dns-test", BusyBox's nslookup finds pod "web-0" by the name "web-0.nginx.NAMESPACE.svc.cluster.local"
    But in pod "dns-test", BusyBox's nslookup asks for "web-0.nginx" as it stands, for no other name, and finds nothing

@mission-P7 @dns
Feature: dnsConfig adds to what the policy gives

  With dnsConfig a pod brings name servers, search domains and options of its own. They do not replace what the policy
  gives but come after it: first the node's name servers (Default) or the cluster's (ClusterFirst), then the pod's. The
  same goes for the domains. What is there already is not repeated. An option is different: it replaces one of the same
  name.

  The order matters more than it seems. With glibc a program asks the first server, and the second only if the first is
  silent or says that it failed. "No such name" is an answer. So a server that is added in this way is a spare, not a
  place where further names are found. (musl, the C library of Alpine images, asks all of them at once.)

  What the article gets wrong: its list of domains begins with "/etc/resolv.conf". That is a file, not a domain, and the
  API server refuses the pod: only letters, digits, "-", "_" and "." make up a domain. The node's own domains need no entry
  anyway, because they are there first. The lab asks for mydomain.com in its place.

  What to look at: "kubectl apply" prints the refusal and names the field, spec.dnsConfig.searches[0]; "kubectl exec
  pod-example-4 -- cat /etc/resolv.conf". glibc asks three name servers at most, so kubelet writes no more than three, drops
  the others and says so in an Event, DNSConfigForming.

  https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-dns-config
  https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#dns-search-domain-list-limits

  Scenario: A file among the search domains is refused, domains are added behind the node's settings
    Then the API server refuses the Pod "pod-example-4-as-printed" for its field "spec.dnsConfig.searches[0]", saying 'Invalid value: "/etc/resolv.conf": a lowercase RFC 1123 subdomain must consist of'
    When the Pod "pod-example-4" is applied
    And the Pod "pod-example-4" is ready
    Then the resolv.conf of pod "pod-example-4" says exactly:
      | nameserver | NODE_NAMESERVERS 10.0.0.1 10.0.0.2         |
      | search     | mydomain.com otherdomain.svc.cluster.local |

  Scenario: The same behind the settings of the cluster, where nothing is said twice
    Given the Pod "pod-with-both" is applied
    When the Pod "pod-with-both" is ready
    Then the resolv.conf of pod "pod-with-both" says exactly:
      | nameserver | 10.96.0.10 10.0.0.1 10.0.0.2                                             |
      | search     | NAMESPACE.svc.cluster.local svc.cluster.local cluster.local mydomain.com |
      | options    | ndots:2                                                                  |

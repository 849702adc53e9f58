@mission-P8 @dns
Feature: The policy None leaves everything to the pod

  With "dnsPolicy: None" kubelet composes nothing. Neither the node's settings nor the cluster's get into the file; it says
  what dnsConfig says, in the same order, and not a line more. There is no "ndots:5" either, so a name with a dot in it is
  asked for as it stands before any domain is put behind it.

  Who leaves nothing has to give something: a resolver without a server to ask can find no name at all. The API server
  sees this before any node does, and refuses a pod with None and no dnsConfig, and one whose dnsConfig names no server. In
  both cases its message names the field that is missing.

  The names of Services mean nothing to such a pod, even though the article's list of domains has one that ends in
  "svc.cluster.local". A search domain makes a long name of a short one; whether somebody answers for it depends on the
  server. This lab looks nothing up: its two servers are the article's, and no packet is sent to them.

  What to look at: "kubectl exec pod-example-7 -- cat /etc/resolv.conf".

  What the article gets wrong: its heading calls this policy "Node". And the well-known public servers that 233.5.5.5 and
  233.6.6.6 look like are 223.5.5.5 and 223.6.6.6; addresses that begin with 224 to 239 are multicast groups, and no host
  has one of them.

  https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-dns-config

  Scenario: The file says what dnsConfig says, and nothing else
    Given the Pod "pod-example-7" is applied
    When the Pod "pod-example-7" is ready
    Then the resolv.conf of pod "pod-example-7" says exactly:
      | nameserver | 233.5.5.5 233.6.6.6                                 |
      | search     | mydomain.com otherdomain.svc.cluster.local king.net |

  Scenario: Without a server to ask, the API server refuses the pod and says what is missing
    Then the API server refuses the Pod "pod-without-config" for its field "spec.dnsConfig", saying "Required value: must provide `dnsConfig` when `dnsPolicy` is None"
    And the API server refuses the Pod "pod-without-nameservers" for its field "spec.dnsConfig.nameservers", saying "Required value: must provide at least one DNS nameserver when `dnsPolicy` is None"

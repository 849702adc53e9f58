@proxy @own-only @layouts @mission-L3 @three-nodes @alone @slow @iptables-mode
Feature: Layouts differ, the fate of a packet does not

  A layout is a way to write rules down: which chain holds them, and in which order a packet meets them. Below, the proxy of
  node1 runs first as it always does, then in layout v1.23, then in v1.9, by one line in its configuration ("serviceLab" is
  ours; Kubernetes' own proxy does not know it). Its rules get the shape that the articles show. The packets of the table
  meet them on node1, and each has the same fate three times.

  It is today's plan in an old shape. What did not exist in those days, such as topology hints, is honoured all the same; the
  proxy writes the rules for it as it does today, and says so once in its log.

  What to look at: "iptables -t nat -S" on node1, while you change the ConfigMap kube-proxy and restart the pod by hand.

  https://kubernetes.io/docs/reference/networking/virtual-ips/#proxy-mode-iptables

  Scenario: The same packets on a node with each layout
    Given the manifest is applied, and a cloud has given each load balancer its addresses
    Then packets show that every way in leads where it should:
      | from     | to                                      | protocol | outcome     | masqueraded |
      | client   | ClusterIP of web                        | TCP      | web-1 web-2 | no          |
      | web-1    | ClusterIP of web                        | TCP      | web-1 web-2 | itself      |
      | node1    | ClusterIP of web                        | TCP      | web-1 web-2 | yes         |
      | outside  | ClusterIP of web                        | TCP      | web-1 web-2 | yes         |
      | outside  | node port of web on node1               | TCP      | web-1 web-2 | yes         |
      | client   | node port of web on node1               | TCP      | web-1 web-2 | yes         |
      | node1    | node port of web at 127.0.0.1           | TCP      | web-1 web-2 | yes         |
      | client   | load balancer of guarded                | TCP      | web-1 web-2 | yes         |
      | stranger | load balancer of guarded                | TCP      | dropped     | no          |
      | stranger | ClusterIP of guarded                    | TCP      | web-1 web-2 | no          |
      | outside  | node port of outside-local on node1     | TCP      | web-1       | no          |
      | client   | node port of outside-local on node1     | TCP      | web-1 web-2 | no          |
      | node1    | node port of outside-local on node1     | TCP      | web-1 web-2 | yes         |
      | outside  | node port of outside-elsewhere on node1 | TCP      | dropped     | no          |
      | client   | ClusterIP of sticky                     | TCP      | web-1 web-2 | no          |
      | client   | ClusterIP of empty                      | TCP      | refused     | no          |
      | outside  | node port of empty on node1             | TCP      | refused     | no          |
    When the proxy of node "node1" is restarted with this in its configuration:
      | serviceLab | {iptablesLayout: v1.23} |
    Then the rules of the Service "web" on node "node1" have this shape:
      """
      -A KUBE-SERVICES -d CLUSTER-IP/32 -p tcp -m comment --comment "NAMESPACE/web cluster IP" -m tcp --dport 80 -j KUBE-SVC-…
      -A KUBE-NODEPORTS -p tcp -m comment --comment "NAMESPACE/web" -m tcp --dport NODE-PORT -j KUBE-SVC-…
      -A KUBE-SVC-… ! -s 10.244.0.0/16 -d CLUSTER-IP/32 -p tcp -m comment --comment "NAMESPACE/web cluster IP" -m tcp --dport 80 -j KUBE-MARK-MASQ
      -A KUBE-SVC-… -p tcp -m comment --comment "NAMESPACE/web" -m tcp --dport NODE-PORT -j KUBE-MARK-MASQ
      -A KUBE-SVC-… -m comment --comment "NAMESPACE/web" -m statistic --mode random --probability 0.50000000000 -j KUBE-SEP-…
      -A KUBE-SVC-… -m comment --comment "NAMESPACE/web" -j KUBE-SEP-…
      """
    And the packets of the table have the same fate
    When the proxy of node "node1" is restarted with this in its configuration:
      | serviceLab | {iptablesLayout: v1.9} |
    Then the rules of the Service "web" on node "node1" have this shape:
      """
      -A KUBE-SERVICES ! -s 10.244.0.0/16 -d CLUSTER-IP/32 -p tcp -m comment --comment "NAMESPACE/web: cluster IP" -m tcp --dport 80 -j KUBE-MARK-MASQ
      -A KUBE-SERVICES -d CLUSTER-IP/32 -p tcp -m comment --comment "NAMESPACE/web: cluster IP" -m tcp --dport 80 -j KUBE-SVC-…
      -A KUBE-NODEPORTS -p tcp -m comment --comment "NAMESPACE/web:" -m tcp --dport NODE-PORT -j KUBE-MARK-MASQ
      -A KUBE-NODEPORTS -p tcp -m comment --comment "NAMESPACE/web:" -m tcp --dport NODE-PORT -j KUBE-SVC-…
      -A KUBE-SVC-… -m comment --comment "NAMESPACE/web:" -m statistic --mode random --probability 0.50000000000 -j KUBE-SEP-…
      -A KUBE-SVC-… -m comment --comment "NAMESPACE/web:" -j KUBE-SEP-…
      """
    And the packets of the table have the same fate

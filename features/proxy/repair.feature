@proxy @three-nodes
Feature: Rules that somebody else has removed, and rules that are somebody else's

  The kernel's tables belong to nobody. Kubelet writes there, network plugins do, container engines, firewalls, and people.
  The proxy lives with that in two ways.

  It touches nothing but its own: the chains whose names begin with KUBE-, and the jumps to them. Whatever else stands in
  the tables stays as it is, in the order in which it is.

  And it notices when its own is gone. Reloading a firewall may flush everything. So the proxy keeps a chain in each table
  that does nothing, KUBE-PROXY-CANARY, and looks after it once in every syncPeriod (30 seconds): if the bird is gone, all
  may be gone, and everything is written anew. Until then the node's Services do not work.

  Kubernetes' own proxy looks after that chain alone. A rule that somebody deletes by hand, and leaves the canary, is missed
  until the next change of its Service, or for an hour. Ours reads its rules again in every syncPeriod, and puts it back.

  In IPVS mode there are few rules, and both look at all of them in every syncPeriod.

  What to look at: on a node "iptables-save | grep -v KUBE- | iptables-restore", then "watch 'iptables-save | grep -c KUBE-'".

  https://kubernetes.io/docs/reference/networking/virtual-ips/#proxy-mode-iptables

  Background:
    Given the manifest is applied
    And the Pod "web-1" is ready
    And the Pod "client" is ready
    And requests from pod "client" and every node to the Service "web" are answered by pod "web-1" and nobody else

  @alone @slow
  Scenario: All of Kubernetes' chains are removed from a node
    Given node "node2" has rules of somebody else
    When somebody removes all of Kubernetes' chains from node "node2"
    Then within the proxy's syncPeriod node "node2" has all of its rules again
    And requests from pod "client" and every node to the Service "web" are answered by pod "web-1" and nobody else
    And the rules of somebody else are as they were

  @own-only @rule-deleted @slow @iptables-mode
  Scenario: A single rule is deleted
    When somebody deletes a rule of the Service "web" from node "node2"
    Then within the proxy's syncPeriod node "node2" has all of its rules again
    And requests from pod "client" and every node to the Service "web" are answered by pod "web-1" and nobody else

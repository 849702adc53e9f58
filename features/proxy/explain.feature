@proxy @own-only @explains @three-nodes @iptables-mode
Feature: A proxy that says what it does, and why

  Whoever has looked for a lost packet in thousands of rules has wished for a proxy that can be asked. Ours can, on each
  node, at the port where it shows its metrics.

  /rules has the rules of the node, all of them or those of one Service, as iptables-save prints them. Behind each stands what
  asked for it: an object of the cluster, and the field in it. /state has what the node does for each Service, in the words
  of the API. And /explain tells the way of a packet, rule by rule: give it the address that sends and the one that is asked.

  It is the same story that "./lab trace" tells of a folder of manifests. But here the running proxy tells it, of the rules
  that it has written.

  What to look at: on a node, "curl -s localhost:10249/", which lists the pages; then
  "curl -s 'localhost:10249/explain?from=outside&to=NODE:NODEPORT'".

  https://kubernetes.io/docs/tasks/debug/debug-application/debug-service/#is-the-kube-proxy-working

  Scenario: Rules with causes, the state of a Service, the story of a packet
    Given the manifest is applied
    And the Pod "web-1" is ready
    And the Pod "web-2" is ready
    And the Pod "client" is ready
    And requests from pod "client" to the Service "web" are answered by pods "web-1" and "web-2" and nobody else
    Then /rules of the proxy on node "node2" has every rule of the Service "web", with its cause
    And /state of the proxy on node "node2" lists pods "web-1" and "web-2" for the Service "web"
    And /explain on node "node2" tells of a packet from pod "client" to the Service "web" what lab trace tells
    And /explain on node "node2" refuses a question without an address, and says what it wants

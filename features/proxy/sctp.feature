@proxy
Feature: SCTP has rules like TCP and UDP

  Services know three protocols, and the third is SCTP, the one that telephone networks signal with. To the proxy it is a
  word in the rules, "-p sctp" in place of "-p tcp" (in IPVS mode a virtual server of that kind); everything else is the
  same. It loads no kernel module and asks for no socket, so a Service with SCTP has its rules on every node, also on one
  whose kernel knows no SCTP. That is why this lab looks at rules and sends nothing: not every machine that runs it could.

  What to look at: "iptables-save -t nat | grep sctp", or "ipvsadm -Ln", on any node.

  https://kubernetes.io/docs/reference/networking/service-protocols/#protocol-sctp

  Scenario: From the Service's address to each endpoint
    When the manifest is applied
    Then every node leads SCTP from the Service "signalling" to each of its endpoints

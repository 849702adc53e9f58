@mission-S5 @slow @dns
Feature: The name stays when the pod is replaced

  Delete the pods of a StatefulSet and they come back under the same names. They are new pods all the same: new
  containers, and new addresses, because the network plugin of a node hands out one address after the other. What lasts
  is the name, and the record in cluster DNS that belongs to it. So the article concludes: address a member by its name,
  never by its IP address.

  The record follows the pod, but not in the same moment. An answer may be remembered for as long as its TTL says, 30
  seconds here ("ttl 30" and "cache 30" in the Corefile). This scenario asks before it deletes the pods, so the DNS
  servers have the old address in their cache and give it for the rest of those 30 seconds. In that time a client that
  asks is sent to an address where nobody answers. A program that keeps an answer for longer than its TTL, as some Java
  programs do, is lost for longer.

  What to look at: "kubectl delete pod -l app=nginx", then "kubectl get pods -o wide", then repeat "dig +search
  web-0.nginx" and watch the TTL in the second column run down to the moment when the address changes.

  https://kubernetes.io/docs/tutorials/stateful-application/basic-stateful-set/#using-stable-network-identities
  https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id

  Scenario: Both pods come back with their names and their records, at other addresses
    Given the manifest is applied
    And the StatefulSet "web" has 2 ready pods
    And the Pod "client" is ready
    And the EndpointSlices of the Service "nginx" list exactly the pods of the StatefulSet "web"
    And the address of pod "web-0" is called "the old address of web-0"
    And the address of pod "web-1" is called "the old address of web-1"
    And pod "client" resolves "web-1.nginx" to "the old address of web-1"
    And pod "client" resolves "web-0.nginx" to "the old address of web-0"
    When pod "web-0" is deleted
    And pod "web-1" is deleted
    Then the StatefulSet "web" has 2 ready pods
    And the pods of the StatefulSet "web" are numbered from "web-0" to "web-1"
    And the address of pod "web-0" is not "the old address of web-0"
    And the address of pod "web-1" is not "the old address of web-1"
    And requests from pod "client" to port 80 of "the old address of web-0" get no answer any more
    And pod "client" resolves "web-0.nginx" to the address of pod "web-0" within the TTL of the old answer
    And pod "client" resolves "web-1.nginx" to the address of pod "web-1" within the TTL of the old answer
    And none of 20 answers to pod "client" for "web-0.nginx" is "the old address of web-0"
    And none of 20 answers to pod "client" for "web-1.nginx" is "the old address of web-1"
    And pod "client" resolves "nginx" to one record for each pod of the StatefulSet "web", with its address

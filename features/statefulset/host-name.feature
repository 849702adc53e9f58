@mission-S3
Feature: A StatefulSet's pod knows its own name

  In every pod the host name is the pod's name. A Deployment's pod gains little by that, as its name is made up anew
  each time. In a StatefulSet the name is fixed: the first pod is web-0, and whatever comes in its place later is web-0
  again. A program that reads its host name therefore knows which member it is. Usual start scripts cut off the number
  behind the last hyphen and make number 0 the leader.

  What to look at: "kubectl exec web-0 -- hostname". "hostname -f" prints the full name, which is the one that cluster
  DNS knows: kubelet has written it into /etc/hosts beside the pod's address, because the pod's "subdomain" is the
  Service named by "serviceName" in the StatefulSet.

  https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id
  https://kubernetes.io/docs/tutorials/stateful-application/basic-stateful-set/

  Scenario: The host name in each pod is the pod's name
    Given the manifest is applied
    And the StatefulSet "web" has 2 ready pods
    Then the host name in pod "web-0" is "web-0"
    And the host name in pod "web-1" is "web-1"

@mission-A2
Feature: From a pod through a Service back to the same pod

  Pod-A asks a Service whose backend it is itself, and is chosen: the article's second way. The packet leaves the pod, is
  turned round on the node like a hairpin, and comes back in.

  Replacing the destination alone would not work. The pod would get a packet from its own address, answer it to itself
  without ever leaving its network namespace, and its client socket, which waits for an answer from the Service's address,
  would reject that answer. So the proxy marks such packets (source and chosen backend are the same pod) and the node
  puts an address of its own in place of the source: it masquerades. The answer then travels back through the node, where
  both replacements are undone.

  What to look at: in the chain of each endpoint (KUBE-SEP-…) the first rule says "-s POD-IP -j KUBE-MARK-MASQ". The pod
  sees the address of the node's bridge as its client. Only the pod's requests to itself are treated so: those that the
  other pod answers carry the true address, as in the lab before this one.

  https://kubernetes.io/docs/tasks/debug/debug-application/debug-service/#a-pod-fails-to-reach-itself-via-the-service-ip

  Scenario: A pod that reaches itself sees its node's address, not its own
    Given the manifest is applied
    And the Deployment "demoapp" has 2 ready pods
    And one pod of the Deployment "demoapp" is called "pod A"
    Then requests from pod "pod A" to the Service "demoapp-svc" are answered by every pod of the Deployment "demoapp"
    And those of these requests that pod "pod A" answered were seen coming from an address of its node
    And those of these requests that another pod answered were seen coming from the address of pod "pod A"

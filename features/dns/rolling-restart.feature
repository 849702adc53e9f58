@dns @alone @slow @iptables-mode
Feature: Cluster DNS is replaced while everybody asks

  A resolver that has no answer waits for seconds before it asks again, and every program waits with it. So the pods of
  cluster DNS have to leave in the right order. Told to end (SIGTERM), a server says at once that it is not ready: the
  EndpointSlice marks it as terminating, and the proxies choose it for nobody new. Meanwhile it goes on answering, for the five
  seconds of "lameduck 5s", and only then it finishes what is under way and ends.

  Clients that keep one socket for years would not notice: to the kernel their packets are one connection, which stays with
  the pod that it was given first. UDP has no end that would free them. So a proxy looks for such connections whenever an
  endpoint leaves, and has the kernel forget them; the next packet is a first packet again and goes to a pod that stays. If it
  did not, they would ask an address that nobody has any more.

  Below, a program on every node asks 900 questions a second from nine sockets that live as long as it does, over 2,000 in
  all also where the machine is busy: a Service by its name, its port, an address of the other family, and names that do
  not exist. Then the Deployment is restarted as one does for a new image: one pod more, one pod less, until all are new. A
  question that is under way in the very moment in which the kernel forgets its connection is lost, because its answer is
  recognized no more. That moment is shorter than the answer takes, a tenth of a millisecond; the resolver asks again, and
  it is all that a client can see.

  Not in IPVS mode. IPVS remembers by itself whom it has sent where, drops the packet at which it notices that a pod is gone,
  and only the next one goes elsewhere. With kube-proxy or ours, questions are lost there.

  What to look at: "kubectl -n kube-system rollout restart deployment coredns" and "kubectl get endpointslices -w" beside it;
  on a node, "conntrack -L -p udp --dport 53" before and after: the same ports, another pod.

  https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/
  https://coredns.io/plugins/health/
  https://github.com/coredns/coredns/issues/5834
  https://github.com/kubernetes/kubernetes/issues/129617

  Scenario: All DNS pods are replaced, and no question goes unanswered
    Given the Service "web" is applied
    And the DaemonSet "questions" is applied
    And the questions are asked on every node
    When the Deployment of cluster DNS is restarted and all its pods are new
    And the questions have gone on for a while
    Then at least 2000 questions a second were asked
    And none of them went unanswered, but what was under way when a connection was forgotten

@mission-P6 @uses-root-resolv-conf @dns
Feature: A file mounted over /etc/resolv.conf wins

  kubelet composes a resolv.conf for every pod and mounts it at /etc/resolv.conf. A pod can mount something of its own
  there, as the article does with a file of the node, /root/resolv.conf. Then kubelet steps back: its file is still
  written, but the container sees the other one.

  All of it. Nothing is merged. The article's manifest also sets the option ndots to 2, and that has no effect at all: options
  are among the things that kubelet composes. The first pod of this lab has the same policy and the same option without
  the mount, so that one can see what got lost.

  What to look at: "kubectl exec pod-example-6 -- cat /etc/resolv.conf", beside "kubectl get pod pod-example-6 -o
  jsonpath={.spec.dnsConfig}". Two places say something about the pod's DNS, and the one that a reader of the manifest
  would believe is not the one that counts. The mount also binds the pod to a node: on any other the file has to
  exist too. dnsConfig, in the labs that follow, does the same without these drawbacks.

  What the article does not say: the file has to be there before the pod. With "type: File" in the volume the pod waits for
  it; without, the container runtime makes a folder of that name, and the container cannot start.

  https://kubernetes.io/docs/concepts/storage/volumes/#hostpath
  https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-dns-config

  Scenario: The container sees the mounted file and nothing of kubelet's
    Given the file "/root/resolv.conf" on "node1" says:
      | nameserver | 10.96.0.10        |
      | search     | svc.cluster.local |
      | options    | ndots:1           |
    When the manifest is applied
    And the Pod "pod-example-5" is ready
    And the Pod "pod-example-6" is ready
    Then the resolv.conf of pod "pod-example-5" says exactly:
      | nameserver | NODE_NAMESERVERS |
      | options    | ndots:2          |
    And the resolv.conf of pod "pod-example-6" says exactly:
      | nameserver | 10.96.0.10        |
      | search     | svc.cluster.local |
      | options    | ndots:1           |
    And a program in pod "pod-example-6" that looks up "kubernetes.default" gets "10.96.0.1"

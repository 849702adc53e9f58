@proxy @iptables-mode
Feature: Packets that belong to no connection go no further

  Connection tracking knows each packet's connection, and it must: what the proxy has replaced in the first packet is
  replaced in all others by that knowledge, and taken back in the answers. A packet that it cannot make sense of has the state
  INVALID. Nothing is replaced in it. Suppose a pod's answer comes so late that the kernel takes it for invalid: it would
  travel on to the client with the pod's address on it, not the Service's. The client does not know that address, answers
  with a reset, and a download breaks off. People searched for this for months.

  So the proxy's first rule for forwarded packets drops what is INVALID. (It is left out where the kernel has been told to be
  liberal with TCP, net.netfilter.nf_conntrack_tcp_be_liberal, as then nothing is called invalid for being late.) The rule
  counts its packets in the kernel, and the proxy shows the count among its metrics.

  Below a pod makes packets whose checksum is wrong, which is one of the reasons to be invalid.

  What to look at: "iptables -S KUBE-FORWARD", "nfacct list", and on the node "curl -s localhost:10249/metrics | grep invalid".

  https://kubernetes.io/docs/reference/networking/virtual-ips/#proxy-mode-iptables
  https://kubernetes.io/blog/2019/03/29/kube-proxy-subtleties-debugging-an-intermittent-connection-reset/

  Scenario: Packets with a wrong checksum
    Given the manifest is applied
    And the Pod "web-1" is ready
    And the Pod "client" is ready
    And the proxy's metric "kubeproxy_iptables_ct_state_invalid_dropped_packets_total" on the node of pod "client" is noted
    When pod "client" sends 5 TCP packets with a wrong checksum to pod "web-1"
    Then all 5 came to the node, and none of them left it
    And the proxy's metric "kubeproxy_iptables_ct_state_invalid_dropped_packets_total" on the node of pod "client" has grown by at least 5

@proxy @mission-V2 @ipvs-mode @three-nodes @alone @slow
Feature: What the fields of the block "ipvs" do

  The article shows the block and leaves the fields as they are: an empty word, null, and zeros, each of which means "as usual".

    scheduler      how IPVS chooses among the pods: in turn (rr, the usual one), by the client's address (sh), where the
                   fewest connections are (lc), … Each is a part of the kernel, and what the kernel has not, no proxy has
    strictARP      the node has all Services' addresses on kube-ipvs0, and would tell any neighbour who asks for one. Strictly,
                   it speaks only for the interface that it is asked at. Load balancers that announce addresses need that
    tcpTimeout, tcpFinTimeout, udpTimeout
                   how long IPVS remembers whom it has sent where: a TCP connection in which nothing happens, one that has
                   seen a FIN, a client of UDP. The kernel's own 900, 120 and 300 seconds stay where the field is 0s
    excludeCIDRs   the proxy deletes every virtual server that no Service has, but not in these ranges
    syncPeriod     how often it compares the kernel with the Services, even if nothing has changed; 0s means 30s
    minSyncPeriod  how long it gathers changes after one that it has made; many then cost one run

  A proxy that cannot do what it reads ends and says why, and kubelet starts it again and again. The node's Services live on:
  what leads their connections is in the kernel.

  What to look at: "ipvsadm -Ln" (the third word of each line), "ipvsadm -L --timeout", "sysctl net.ipv4.conf.all.arp_ignore".

  https://kubernetes.io/docs/reference/config-api/kube-proxy-config.v1alpha1/#kubeproxy-config-k8s-io-v1alpha1-KubeProxyIPVSConfiguration

  Scenario: One node reads other values than the others
    Given the Service "listed" is applied
    And what the proxy sets in the kernel of node "node2" is put back when the scenario is over
    When the proxy of node "node2" is restarted with this in its configuration, and ends:
      | ipvs.scheduler | "fair" |
    Then the proxy of node "node2" ends with exit code 1, and one line of its log says "fair"
    When the proxy of node "node2" is restarted with this in its configuration:
      | ipvs.scheduler     | "sh"             |
      | ipvs.strictARP     | true             |
      | ipvs.tcpTimeout    | 700s             |
      | ipvs.tcpFinTimeout | 80s              |
      | ipvs.udpTimeout    | 200s             |
      | ipvs.excludeCIDRs  | ["192.0.2.0/24"] |
      | ipvs.syncPeriod    | 6s               |
      | ipvs.minSyncPeriod | 6s               |
    Then the virtual servers of node "node2" choose by "sh"
    And the virtual servers of node "node1" choose by "rr"
    And IPVS on node "node2" remembers who is silent for 700, 80 and 200 s
    And the setting arp_ignore for ARP of node "node2" is 1
    And the setting arp_announce for ARP of node "node2" is 2
    When somebody makes the virtual servers "192.0.2.80:80" and "198.51.100.80:80" on node "node2"
    Then the proxy deletes "198.51.100.80:80" from node "node2", and leaves "192.0.2.80:80"
    And the virtual server of the Service "listed" comes back when it is deleted from node "node2", and within 20 s when it is deleted again
    When the Service "late" is applied
    Then node "node2" has a virtual server for the Service "late" not earlier than 4 s later

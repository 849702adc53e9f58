@proxy @three-nodes @uses-node-labels @slow @iptables-mode
Feature: A table of packets: who sends where, and what becomes of it

  The other labs tell one behaviour each. This one asks short questions, many of them: one packet, the first of its
  connection, and what a node's rules make of it. Four outcomes are possible. It goes to one of several pods. It is refused,
  so that the client hears "connection refused" at once. It is dropped, and the client waits in vain. Or no rule takes it,
  and it goes on as if there were no Services: to a pod, or to an address that nobody has, where it gets no answer either.

  "masqueraded" says whether the pod sees the client's own address or that of a node. "itself" means: only that of a client
  who has reached himself. The last column is about IPVS mode, where the outcome is another one; not masqueraded, unless it
  says so. For that column the tracer alone is judge.

  Three judges read this table, and must agree. The tracer walks the rules without any kernel ("./lab trace" tells its
  story). Then the same rules are in real kernels, three nodes made of network namespaces, and the packets are real. And
  here the packets are real in a real cluster. So a line in this table is a promise that was kept three times.

  The pods web-1, web-2 and web-3 run on node1, node2 and node3; client and stranger on node1, far on node2. "node1" is a
  process on that node, "outside" a machine that is none of the cluster's and has node1 as its router. "ClusterIP of web"
  is the Service's own address and its port; "node port of node-port on node2" is a port at that node's address. Where
  another port is meant, it is written down.

  What to look at: "kubectl get services,endpointslices,nodes,pods -A -o yaml" into a file of an empty folder makes a cluster
  for the tracer of what is there now: "./lab trace --manifests FOLDER --node node1 --from client --to IP:PORT" tells the
  story of any line.

  https://kubernetes.io/docs/reference/networking/virtual-ips/

  Scenario: Every packet goes where the table says
    Given node "node1" is labelled topology.kubernetes.io/zone=zone-a
    And node "node2" is labelled topology.kubernetes.io/zone=zone-b
    And the manifest is applied, and a cloud has given each load balancer its addresses

    # Only the ClusterIP's own port and protocol count. Clients with a pod's address keep it, all others are masqueraded.
    Then packets show that a Service's own address leads to its endpoints:
      | from    | to                        | protocol | outcome           | masqueraded | in ipvs mode |
      | client  | ClusterIP of web          | TCP      | web-1 web-2 web-3 | no          |              |
      | client  | ClusterIP of web          | UDP      | web-1 web-2 web-3 | no          |              |
      | far     | ClusterIP of web          | TCP      | web-1 web-2 web-3 | no          |              |
      | web-1   | ClusterIP of web          | TCP      | web-1 web-2 web-3 | itself      |              |
      | web-1   | ClusterIP of alone        | TCP      | web-1             | yes         |              |
      | node1   | ClusterIP of web          | TCP      | web-1 web-2 web-3 | yes         |              |
      | node1   | ClusterIP of web          | UDP      | web-1 web-2 web-3 | yes         |              |
      | outside | ClusterIP of web          | TCP      | web-1 web-2 web-3 | yes         |              |
      | client  | ClusterIP of sticky       | TCP      | web-1 web-2 web-3 | no          |              |
      | client  | ClusterIP of in-pieces    | TCP      | web-1 web-2       | no          |              |
      | client  | ClusterIP of anothers     | TCP      | untouched         | no          |              |
      | client  | ClusterIP of web, port 81 | TCP      | untouched         | no          | refused      |
      | client  | ClusterIP of web, port 7  | TCP      | untouched         | no          | refused      |
      | client  | pod web-2                 | TCP      | web-2             | no          |              |

    # Ready ones if there are any; if not, those that still answer while they leave; if there are none either, nobody.
    And packets show that only endpoints that can answer are used:
      | from    | to                              | protocol | outcome     | masqueraded | in ipvs mode |
      | client  | ClusterIP of rollout            | TCP      | web-3       | no          |              |
      | client  | ClusterIP of last-ones          | TCP      | web-1 web-2 | no          |              |
      | outside | node port of last-ones on node1 | TCP      | web-1 web-2 | yes         |              |
      | client  | ClusterIP of none-ready         | TCP      | refused     | no          |              |
      | client  | ClusterIP of empty              | TCP      | refused     | no          |              |
      | client  | ClusterIP of empty              | UDP      | refused     | no          |              |
      | node1   | ClusterIP of empty              | TCP      | refused     | no          |              |
      | outside | ClusterIP of empty              | TCP      | refused     | no          |              |
      | outside | node port of empty on node1     | TCP      | refused     | no          |              |
      | client  | node port of empty on node1     | UDP      | refused     | no          |              |
      | node1   | node port of empty on node1     | TCP      | refused     | no          |              |
      | outside | external IP of empty            | TCP      | refused     | no          |              |
      | client  | load balancer of empty          | TCP      | refused     | no          |              |
      # What a node itself sends meets no rule of this kind: kube-proxy has them in INPUT and FORWARD only.
      | node1   | external IP of empty            | TCP      | untouched   | no          | refused      |

    And packets show that a node port is open on every node:
      | from    | to                                  | protocol | outcome     | masqueraded | in ipvs mode |
      | outside | node port of node-port on node1     | TCP      | web-1 web-2 | yes         |              |
      | outside | node port of node-port on node1     | UDP      | web-1 web-2 | yes         |              |
      | client  | node port of node-port on node1     | TCP      | web-1 web-2 | yes         |              |
      | client  | node port of node-port on node2     | TCP      | web-1 web-2 | yes         |              |
      | far     | node port of node-port on node1     | TCP      | web-1 web-2 | yes         |              |
      | node1   | node port of node-port on node1     | TCP      | web-1 web-2 | yes         |              |
      | node1   | node port of node-port on node2     | TCP      | web-1 web-2 | yes         |              |
      | node1   | node port of node-port at 127.0.0.1 | TCP      | web-1 web-2 | yes         | untouched    |
      | node1   | node port of node-port at 127.0.0.1 | UDP      | web-1 web-2 | yes         | untouched    |
      | client  | ClusterIP of node-port              | TCP      | web-1 web-2 | no          |              |

    # A load balancer that wants its packets for itself (ipMode: Proxy) gets them: that is the second one of "balanced".
    And packets show that addresses that others bring to the nodes are served on the spot:
      | from    | to                                  | protocol | outcome     | masqueraded | in ipvs mode |
      | outside | external IP of external             | TCP      | web-1 web-2 | yes         |              |
      | client  | external IP of external             | TCP      | web-1 web-2 | yes         |              |
      | node1   | external IP of external             | TCP      | web-1 web-2 | yes         |              |
      | client  | external IP of external, port 81    | TCP      | untouched   | no          | refused      |
      | outside | load balancer of balanced           | TCP      | web-1 web-2 | yes         |              |
      | client  | load balancer of balanced           | TCP      | web-1 web-2 | yes         |              |
      | node1   | load balancer of balanced           | TCP      | web-1 web-2 | yes         |              |
      | client  | second load balancer of balanced    | TCP      | untouched   | no          |              |
      | outside | load balancer of without-node-ports | TCP      | web-2       | yes         |              |

    # Only the load balancer's address is guarded, and only its own port.
    And packets show that source ranges say who may use a load balancer:
      | from     | to                                | protocol | outcome     | masqueraded | in ipvs mode |
      | client   | load balancer of guarded          | TCP      | web-1 web-2 | yes         |              |
      | outside  | load balancer of guarded          | TCP      | web-1 web-2 | yes         |              |
      | stranger | load balancer of guarded          | TCP      | dropped     | no          |              |
      | far      | load balancer of guarded          | TCP      | dropped     | no          |              |
      | node1    | load balancer of guarded          | TCP      | dropped     | no          |              |
      | stranger | ClusterIP of guarded              | TCP      | web-1 web-2 | no          |              |
      | stranger | node port of guarded on node1     | TCP      | web-1 web-2 | yes         |              |
      | stranger | load balancer of guarded, port 81 | TCP      | untouched   | no          | refused      |
      | stranger | load balancer of guarded-for-all  | TCP      | web-1 web-2 | yes         |              |

    # Dropped, not refused, where there are endpoints, but elsewhere.
    And packets show that internalTrafficPolicy Local keeps packets to the ClusterIP on the node:
      | from   | to                                     | protocol | outcome | masqueraded | in ipvs mode       |
      | client | ClusterIP of inside-local              | TCP      | web-1   | no          |                    |
      | node1  | ClusterIP of inside-local              | TCP      | web-1   | yes         |                    |
      | far    | ClusterIP of inside-local              | TCP      | web-2   | no          |                    |
      | client | ClusterIP of inside-elsewhere          | TCP      | dropped | no          | web-2              |
      | node1  | ClusterIP of inside-elsewhere          | TCP      | dropped | no          | web-2, masqueraded |
      | far    | ClusterIP of inside-elsewhere          | TCP      | web-2   | no          |                    |
      | client | node port of inside-elsewhere on node1 | TCP      | web-2   | yes         |                    |

    # The policy is for clients from outside. The cluster's own pods and nodes get every endpoint, by a short cut.
    And packets show that externalTrafficPolicy Local keeps packets from outside on the node, and their source address:
      | from    | to                                          | protocol | outcome     | masqueraded | in ipvs mode |
      | outside | node port of outside-local on node1         | TCP      | web-1       | no          |              |
      | outside | external IP of outside-local                | TCP      | web-1       | no          |              |
      | outside | load balancer of outside-local              | TCP      | web-1       | no          |              |
      | client  | node port of outside-local on node1         | TCP      | web-1 web-2 | no          | web-1        |
      | client  | load balancer of outside-local              | TCP      | web-1 web-2 | no          | web-1        |
      | node1   | load balancer of outside-local              | TCP      | web-1 web-2 | yes         | web-1        |
      | node1   | node port of outside-local on node1         | TCP      | web-1 web-2 | yes         | web-1        |
      | node1   | node port of outside-local at 127.0.0.1     | TCP      | web-1 web-2 | yes         | untouched    |
      | outside | ClusterIP of outside-local                  | TCP      | web-1 web-2 | yes         |              |
      | outside | node port of outside-elsewhere on node1     | TCP      | dropped     | no          | web-2        |
      | outside | external IP of outside-elsewhere            | TCP      | dropped     | no          | web-2        |
      | outside | load balancer of outside-elsewhere          | TCP      | dropped     | no          | web-2        |
      | client  | node port of outside-elsewhere on node1     | TCP      | web-2       | no          |              |
      | client  | load balancer of outside-elsewhere          | TCP      | web-2       | no          |              |
      | node1   | load balancer of outside-elsewhere          | TCP      | web-2       | yes         | web-2        |
      | node1   | node port of outside-elsewhere at 127.0.0.1 | TCP      | web-2       | yes         | untouched    |
      | client  | ClusterIP of outside-elsewhere              | TCP      | web-2       | no          |              |

    # Hints for nodes come first, then hints for zones; one endpoint without a hint, and all are used.
    And packets show that hints keep packets near:
      | from    | to                              | protocol | outcome     | masqueraded |
      | client  | ClusterIP of near-node          | TCP      | web-1       | no          |
      | far     | ClusterIP of near-node          | TCP      | web-2       | no          |
      | outside | node port of near-node on node1 | TCP      | web-1       | yes         |
      | client  | ClusterIP of near-zone          | TCP      | web-1       | no          |
      | far     | ClusterIP of near-zone          | TCP      | web-2       | no          |
      | client  | ClusterIP of half-hinted        | TCP      | web-1 web-2 | no          |

    # Where the kernel has no SCTP sockets, nobody can send; the rules are there all the same.
    And packets show that SCTP is treated as TCP and UDP are:
      | from    | to                               | protocol | outcome     | masqueraded |
      | client  | ClusterIP of signalling          | SCTP     | web-1 web-2 | no          |
      | outside | node port of signalling on node1 | SCTP     | web-1 web-2 | yes         |
      | client  | ClusterIP of silent              | SCTP     | refused     | no          |

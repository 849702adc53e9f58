@proxy @three-nodes @alone @slow @iptables-mode
Feature: A proxy with another configuration

  All proxies read the same file, config.conf in ConfigMap kube-proxy. They read it once, when they start: after an edit the
  pods have to be restarted, and until then a node goes on as before. That can be used. Below only the proxy of node2 is
  restarted, and so node2 is the only node with the new settings.

  "masqueradeAll: true" masquerades every client of a ClusterIP, pods too. It helps where a network does not bring the pods'
  answers back to the node that they were asked by. The price is that no pod ever sees who asks.

  "nodePortAddresses" says at which of the node's addresses node ports are open. The default is all of them. A machine with
  one leg in the world and one in the data centre may want only the latter, and writes its range. "primary" means the address
  by which the node is known in the cluster. Then 127.0.0.1 is not among them any more.

  When it starts, the proxy tells so, in an event of its node.

  What to look at: "kubectl -n kube-system edit configmap kube-proxy", "kubectl -n kube-system delete pod …", and "iptables -t
  nat -S KUBE-SERVICES | tail -1" on node1 and node2; "kubectl get events --field-selector involvedObject.kind=Node".

  https://kubernetes.io/docs/reference/config-api/kube-proxy-config.v1alpha1/
  https://kubernetes.io/docs/concepts/services-networking/service/#service-nodeport-custom-listen-address

  Scenario: Every client is masqueraded, and node ports are open at one address only
    Given the manifest is applied
    And the Pod "web-1" is ready
    And the Pod "web-3" is ready
    And the Pod "client" is ready
    And requests from pod "client" to the Service "web" are answered by pods "web-1" and "web-3" and nobody else
    And each of these requests was seen coming from the address of pod "client"
    And requests from every node to the node port of the Service "web" on "127.0.0.1" are answered by pods "web-1" and "web-3" and nobody else
    When the proxy of node "node2" is restarted with this in its configuration:
      | iptables.masqueradeAll | true        |
      | nodePortAddresses      | ["primary"] |
    Then the proxy of node "node2" has told of its node: Starting
    And requests from pod "client" to the Service "web" are answered by pods "web-1" and "web-3" and nobody else
    And each of these requests was seen coming from an address of a node
    And requests from outside the cluster to the node port of the Service "web" on every node are answered by pods "web-1" and "web-3" and nobody else
    And requests from node "node2" to the node port of the Service "web" on "127.0.0.1" are refused
    And requests from node "node1" to the node port of the Service "web" on "127.0.0.1" are answered by pods "web-1" and "web-3" and nobody else

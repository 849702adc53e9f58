@dns
Feature: The endpoints of a headless Service, each with a name

  The name of a headless Service leads to its ready endpoints. Each of them also has a name of its own below it, and the
  question is which. A pod that says "hostname: db-0" and "subdomain: db" is db-0.db.NAMESPACE.svc.cluster.local: that is
  what a StatefulSet writes into its pods. Any other pod is named by its address, with dashes. Two endpoints may share a
  hostname, and then the name leads to both.

  An endpoint that is not ready has no name at all. Members of a database that look for each other before any of them is
  ready need "publishNotReadyAddresses: true" in the Service: then all endpoints count as ready. Without a single ready
  endpoint the Service's name does not exist, not even as "no data".

  The SRV record of a port leads to the names of the endpoints, with their own port, not the Service's, and sends the addresses
  along. The weights share a hundred.

  {dashes plain} stands for the address of the pod "plain" with dashes, {reverse db-0} for the name that leads from an address
  back.

  What to look at: "kubectl get endpointslices -o yaml", there "hostname" and "conditions"; "dig +short SRV
  _sql._tcp.db.default.svc.cluster.local".

  https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-s-hostname-and-subdomain-fields
  https://github.com/kubernetes/dns/blob/master/docs/specification.md#24---records-for-a-headless-service

  Scenario: Endpoints that are pods
    Given the manifest is applied
    And the Pod "client" is ready
    And the Pod "db-0" is ready
    And the Pod "db-1" is ready
    And the Pod "plain" is ready
    And pod "db-late" is still not ready
    Then the cluster's DNS answers pod "client":
      | name                                              | type | answer                                 |
      | db.NAMESPACE.svc.cluster.local                    | A    | {db-0}, {db-1}, {plain}                |
      | db-0.db.NAMESPACE.svc.cluster.local               | A    | {db-0}                                 |
      | db-1.db.NAMESPACE.svc.cluster.local               | A    | {db-1}                                 |
      | plain.db.NAMESPACE.svc.cluster.local              | A    | NXDOMAIN                               |
      | {dashes plain}.db.NAMESPACE.svc.cluster.local     | A    | {plain}                                |
      | db-late.db.NAMESPACE.svc.cluster.local            | A    | NXDOMAIN                               |
      | early.NAMESPACE.svc.cluster.local                 | A    | {db-late}                              |
      | {dashes db-late}.early.NAMESPACE.svc.cluster.local | A   | {db-late}                              |
      | nobody.NAMESPACE.svc.cluster.local                | A    | NXDOMAIN                               |
      | {reverse db-0}                                    | PTR  | db-0.db.NAMESPACE.svc.cluster.local.   |
      | {reverse plain}                                   | PTR  | {dashes plain}.db.NAMESPACE.svc.cluster.local. |
    And the cluster's DNS answers pod "client":
      | name                                      | type | answer                                                                                                                                                    | additional              |
      | _sql._tcp.db.NAMESPACE.svc.cluster.local  | SRV  | 0 33 5432 db-0.db.NAMESPACE.svc.cluster.local., 0 33 5432 db-1.db.NAMESPACE.svc.cluster.local., 0 33 5432 {dashes plain}.db.NAMESPACE.svc.cluster.local. | {db-0}, {db-1}, {plain} |

  Scenario: Endpoints written by hand: two of one name, one with IPv6, none with a port
    Given the manifest is applied
    And the Pod "client" is ready
    Then the cluster's DNS answers pod "client":
      | name                                           | type | answer                    |
      | twins.NAMESPACE.svc.cluster.local              | A    | 192.0.2.11, 192.0.2.12    |
      | twins.NAMESPACE.svc.cluster.local              | AAAA | 2001:db8::11              |
      | both.twins.NAMESPACE.svc.cluster.local         | A    | 192.0.2.11, 192.0.2.12    |
      | 2001-db8--11.twins.NAMESPACE.svc.cluster.local | AAAA | 2001:db8::11              |
      | 192-0-2-11.twins.NAMESPACE.svc.cluster.local   | A    | NXDOMAIN                  |
      | _http._tcp.twins.NAMESPACE.svc.cluster.local   | SRV  | NXDOMAIN                  |

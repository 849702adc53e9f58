@seed @uses-default-namespace @uses-port-30862
Feature: An article at the keyboard: a Deployment, its Service, and what the two know of each other

  This page types, line by line, what an article about Services prints. Its reader makes two pods with a Deployment,
  puts a Service in front of them, and looks at the same addresses from many sides: kubectl get, kubectl describe, the
  Endpoints object, and an HTTP reply that says who answered. Then one pod is deleted, and the Service follows. At the
  end the Service becomes a NodePort, and nothing that it had before is lost.

  How to read it: under "types" stands what you can type yourself after "./lab up"; k is short for ./lab kubectl. Under
  "shows" stands the screen with gaps: <IP> is some address, <IP: the VIP> is one that is given a name, and <the VIP>
  further down must be that very address again. So the page says which numbers have to agree, never which they are.
  "[root@node1 ~]#" is a shell on a node: ./lab node node1.

  What the article gets wrong: nothing that can be run, but time has passed. kubectl now says that Endpoints is
  deprecated and that proxies read EndpointSlices; describe knows an Internal Traffic Policy. The article never shows
  its two files; manifests/seeds/nginx-service.yaml has them restored. docs/seeds.md lists every change, line by line.

  https://kubernetes.io/docs/concepts/services-networking/service/
  https://kubernetes.io/docs/reference/kubectl/quick-reference/

  Scenario: Apply, look, ask, delete, look again, open a node port
    Given nothing is in the namespace "default" yet
    And the article's files are in the student's folder
    When the student types:
      """
      k apply -f nginx-deployment.yaml
      """
    Then the screen shows:
      """
      deployment.apps/nginx-deployment created
      """
    When the student types:
      """
      k apply -f nginx-svc.yaml
      """
    Then the screen shows:
      """
      service/nginx-svc created
      """
    When the student waits by typing:
      """
      k rollout status deployment/nginx-deployment --timeout=80s
      """
    And the student types:
      """
      k get po -owide
      """
    Then the screen shows:
      """
      NAME                                READY   STATUS    RESTARTS   AGE     IP                       NODE     NOMINATED NODE   READINESS GATES
      nginx-deployment-<name: first>      1/1     Running   0          <age>   <IP: the first pod>      <node>   <none>           <none>
      nginx-deployment-<name: second>     1/1     Running   0          <age>   <IP: the second pod>     <node>   <none>           <none>
      """

    # A pod answers at its own address.
    When the student types:
      """
      [root@node1 ~]# curl -s <the first pod>
      """
    Then the screen shows:
      """
      srv : <the first pod>:80
      host: nginx-deployment-<first>
      uri : GET <the first pod> /
      date: <text>
      """
    When the student types:
      """
      [root@node1 ~]# curl -s <the second pod>
      """
    Then the screen shows:
      """
      srv : <the second pod>:80
      host: nginx-deployment-<second>
      uri : GET <the second pod> /
      date: <text>
      """

    # The Service has an address of its own, outside the pods' range.
    When the student types:
      """
      k get svc
      """
    Then the screen shows:
      """
      NAME         TYPE        CLUSTER-IP      EXTERNAL-IP   PORT(S)   AGE
      kubernetes   ClusterIP   10.96.0.1       <none>        443/TCP   <age>
      nginx-svc    ClusterIP   <IP: the VIP>   <none>        80/TCP    <age>
      """
    When the student types:
      """
      k describe service nginx-svc
      """
    Then the screen shows:
      """
      Name:                     nginx-svc
      Namespace:                default
      Labels:                   <none>
      Annotations:              <none>
      Selector:                 app=nginx-deployment
      Type:                     ClusterIP
      IP Family Policy:         SingleStack
      IP Families:              IPv4
      IP:                       <the VIP>
      IPs:                      <the VIP>
      Port:                     <unset>  80/TCP
      TargetPort:               80/TCP
      Endpoints:                <in any order: the first pod:80, the second pod:80>
      Session Affinity:         None
      Internal Traffic Policy:  Cluster
      Events: …
      …
      """
    When the student types:
      """
      k get endpoints -owide
      """
    Then the screen shows:
      """
      NAME         ENDPOINTS                                                   AGE
      kubernetes   <IP>:6443                                                   <age>
      nginx-svc    <in any order: the first pod:80, the second pod:80>         <age>
      """
    And the screen also says "Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice"
    When the student types:
      """
      k describe endpoints nginx-svc
      """
    Then the screen shows:
      """
      Name:         nginx-svc
      Namespace:    default
      Labels:       endpoints.kubernetes.io/managed-by=endpoint-controller
      Annotations:  endpoints.kubernetes.io/last-change-trigger-time: <text>
      Subsets:
      Addresses:          <in any order: the first pod, the second pod>
      NotReadyAddresses:  <none>
      Ports:
      Name     Port  Protocol
      ----     ----  --------
      <unset>  80    TCP
      Events: …
      …
      """
    When the student types:
      """
      k get po -owide
      """
    Then the screen shows:
      """
      NAME                        READY   STATUS    RESTARTS   AGE     IP                 NODE     NOMINATED NODE   READINESS GATES
      nginx-deployment-<first>    1/1     Running   0          <age>   <the first pod>    <node>   <none>           <none>
      nginx-deployment-<second>   1/1     Running   0          <age>   <the second pod>   <node>   <none>           <none>
      """

    # Discovery and balancing: a pod asks the Service, and one of the two answers, at times itself.
    When the student types:
      """
      k get po
      """
    Then the screen shows:
      """
      NAME                        READY   STATUS    RESTARTS   AGE
      nginx-deployment-<first>    1/1     Running   0          <age>
      nginx-deployment-<second>   1/1     Running   0          <age>
      """
    When the student types:
      """
      k exec nginx-deployment-<first> -- curl -s <the VIP>
      """
    Then the screen shows:
      """
      srv : <IP>:80
      host: nginx-deployment-<name>
      uri : GET <the VIP> /
      date: <text>
      """
    # The article is lucky: its second curl meets the other pod. Of 40 requests each pod gets one, but for once in 10^11 runs.
    When the student types:
      """
      k exec nginx-deployment-<first> -- sh -c 'for i in $(seq 40); do curl -s <the VIP>; done' | awk '/srv/ {print $3}' | sort -u | paste -sd,
      """
    Then the screen shows:
      """
      <in any order: the first pod:80, the second pod:80>
      """

    # A pod goes, another one comes, and the Service knows it.
    When the student types:
      """
      k delete po nginx-deployment-<second>
      """
    Then the screen shows:
      """
      pod "nginx-deployment-<second>" deleted from default namespace
      """
    When the student waits by typing:
      """
      k rollout status deployment/nginx-deployment --timeout=80s
      """
    And the student types:
      """
      k get po -owide --sort-by=.metadata.creationTimestamp
      """
    Then the screen shows:
      """
      NAME                            READY   STATUS    RESTARTS   AGE     IP                    NODE     NOMINATED NODE   READINESS GATES
      nginx-deployment-<first>        1/1     Running   0          <age>   <the first pod>       <node>   <none>           <none>
      nginx-deployment-<name: third>  1/1     Running   0          <age>   <IP: the third pod>   <node>   <none>           <none>
      """
    When the student types:
      """
      k describe service nginx-svc
      """
    Then typed again until it does, the line shows:
      """
      Name:                     nginx-svc
      …
      IP:                       <the VIP>
      …
      Endpoints:                <in any order: the first pod:80, the third pod:80>
      Session Affinity:         None
      …
      """
    When the student types:
      """
      k exec nginx-deployment-<first> -- sh -c 'for i in $(seq 40); do curl -s <the VIP>; done' | awk '/srv/ {print $3}' | sort -u | paste -sd,
      """
    Then typed again until it does, the line shows:
      """
      <in any order: the first pod:80, the third pod:80>
      """
    # Nobody is at the address of a Service but its ports: no echo. In IPVS mode the node says so.
    When the student types, and it ends with exit code 1:
      """
      k exec nginx-deployment-<first> -- ping -c1 <the VIP>
      """
    Then the screen shows:
      """
      PING <the VIP> …
      …
      --- <the VIP> ping statistics ---
      1 packets transmitted, 0 …received, …100% packet loss, …
      """
    And the screen also says "command terminated with exit code 1"
    When the student types:
      """
      k get ns
      """
    Then the screen shows:
      """
      NAME              STATUS   AGE
      …
      default           Active   <age>
      …
      kube-node-lease   Active   <age>
      …
      kube-public       Active   <age>
      …
      kube-system       Active   <age>
      …
      """

    # The same Service, now also at a port of every node.
    When the student types:
      """
      k apply -f nginx-svc-node-port.yaml
      """
    Then the screen shows:
      """
      service/nginx-svc configured
      """
    When the student types:
      """
      k get svc nginx-svc -owide
      """
    Then the screen shows:
      """
      NAME        TYPE       CLUSTER-IP   EXTERNAL-IP   PORT(S)        AGE     SELECTOR
      nginx-svc   NodePort   <the VIP>    <none>        80:30862/TCP   <age>   app=nginx-deployment
      """
    When the student types:
      """
      k describe service nginx-svc
      """
    Then the screen shows:
      """
      Name:                     nginx-svc
      Namespace:                default
      Labels:                   <none>
      Annotations:              <none>
      Selector:                 app=nginx-deployment
      Type:                     NodePort
      IP Family Policy:         SingleStack
      IP Families:              IPv4
      IP:                       <the VIP>
      IPs:                      <the VIP>
      Port:                     <unset>  80/TCP
      TargetPort:               80/TCP
      NodePort:                 <unset>  30862/TCP
      Endpoints:                <in any order: the first pod:80, the third pod:80>
      Session Affinity:         None
      External Traffic Policy:  Cluster
      Internal Traffic Policy:  Cluster
      Events: …
      …
      """
    # The article stops here. A port is there to be used, at the node's address; at localhost it answers in iptables mode
    # only. The proxy opens it a moment after the Service has changed, so curl tries again where it is refused.
    When the student types:
      """
      k get node node1 -o custom-columns=ADDRESS:.status.addresses[0].address
      """
    Then the screen shows:
      """
      ADDRESS
      <IP: the node>
      """
    When the student types:
      """
      [root@node1 ~]# curl -s --retry 60 --retry-delay 1 --retry-connrefused <the node>:30862 | grep ^host
      """
    Then the screen shows:
      """
      host: nginx-deployment-<name>
      """

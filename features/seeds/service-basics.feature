@mission-R1 @seed @three-nodes @uses-default-namespace @uses-port-32000 @uses-host-port-80 @uses-root-resolv-conf @dns @iptables-mode
Feature: An article at the keyboard: Services from readiness to headless

  The longest of the four articles, and this is its longest page: a course of an afternoon in the order in which the
  article has it. Readiness with the probe's real timings (15 s before the first, 10 s between two); the way of a packet
  through the iptables rules of a node, for a ClusterIP and for a NodePort; Services in the environment of pods; CoreDNS
  and its Corefile; what each DNS policy writes into a pod's resolv.conf; a headless Service and the names of a
  StatefulSet.

  How to read it: under "types" stands what you can type yourself after "./lab up", with ./lab kubectl for kubectl and
  ./lab node node2 for "[root@node2 ~]#". Under "shows" stands the screen with gaps: <IP> is some address, <IP: the VIP>
  one that is given a name, and <the VIP> further down must be that very address again. Each behaviour has a lab of its
  own that goes deeper, in features/service, features/discovery, features/dns and features/statefulset.

  What the article gets wrong: iptables without "-t nat" shows the filter table, not the way to the pods. The choice
  between the pods is a dice throw for each connection, not "first a third, then a half". A deleted pod is not made
  ready, it is replaced. "kubect" and "NR3 || NR4" are slips. A search list of /etc/resolv.conf is refused by the API
  server, and 233.5.5.5 is no name server but a multicast address. The Service's chain is called
  KUBE-SVC-EHL433DY3T7P3MZN here as it is there: the name is a hash of default/demoapp-svc and tcp.

  What is elsewhere: the switch to IPVS (editing the ConfigMap kube-proxy, deleting the proxy's pods, ipvsadm), which not
  every kernel can do. features/proxy/mode-switch types it, with "--mode ipvs". Here the three commands that select the pods
  run without the deletion, and kubectl edit is used on the Service instead. docs/seeds.md lists each change to the article,
  and what is ours.

  https://kubernetes.io/docs/concepts/services-networking/service/
  https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/
  https://kubernetes.io/docs/reference/networking/virtual-ips/

  Scenario: From readiness to headless, command by command
    Given nothing is in the namespace "default" yet
    And the article's files are in the student's folder

    # Chapter 8: readiness, with the probe's own timings. For 15 s nobody is asked, so nobody is ready.
    When the student types:
      """
      kubectl apply -f readiness.yaml
      """
    Then the screen shows:
      """
      service/demoapp-readiness-service created
      deployment.apps/demoapp2 created
      """
    When the student types:
      """
      kubectl describe svc demoapp-readiness-service
      """
    Then the screen shows:
      """
      Name:                     demoapp-readiness-service
      Namespace:                default
      …
      Selector:                 role=web-readiness
      Type:                     ClusterIP
      …
      IP:                       <IP: the VIP>
      …
      Port:                     <unset>  8888/TCP
      TargetPort:               80/TCP
      Endpoints:
      Session Affinity:         None
      …
      """
    When the student waits by typing:
      """
      kubectl rollout status deployment/demoapp2 --timeout=80s
      """
    When the student types:
      """
      kubectl describe svc demoapp-readiness-service
      """
    Then typed again until it does, the line shows:
      """
      …
      Endpoints:                <IP>:80,<IP>:80,<IP>:80 + 1 more...
      …
      """
    When the student types:
      """
      kubectl get pod --show-labels
      """
    Then the screen shows:
      """
      NAME                READY   STATUS    RESTARTS   AGE     LABELS
      demoapp2-<name>     1/1     Running   0          <age>   pod-template-hash=<word>,role=web-readiness
      demoapp2-<name>     1/1     Running   0          <age>   pod-template-hash=<word>,role=web-readiness
      demoapp2-<name>     1/1     Running   0          <age>   pod-template-hash=<word>,role=web-readiness
      demoapp2-<name>     1/1     Running   0          <age>   pod-template-hash=<word>,role=web-readiness
      """
    When the student types:
      """
      kubectl get pods -l role=web-readiness -o wide
      """
    Then the screen shows:
      """
      NAME                READY   STATUS    RESTARTS   AGE     IP     NODE     NOMINATED NODE   READINESS GATES
      demoapp2-<name>     1/1     Running   0          <age>   <IP>   <node>   <none>           <none>
      demoapp2-<name>     1/1     Running   0          <age>   <IP>   <node>   <none>           <none>
      demoapp2-<name>     1/1     Running   0          <age>   <IP>   <node>   <none>           <none>
      demoapp2-<name>     1/1     Running   0          <age>   <IP>   <node>   <none>           <none>
      """
    And no pod with the label "role=web-readiness" was ready earlier than 15 s after its start

    # 4.2: two replicas, and one of them is made to fail its probe.
    When the student types:
      """
      kubectl apply -f readiness-2.yaml
      """
    Then the screen shows:
      """
      service/demoapp-readiness-service unchanged
      deployment.apps/demoapp2 configured
      """
    When the student types:
      """
      kubectl get pods -l role=web-readiness -o wide
      """
    Then typed again until it does, the line shows:
      """
      NAME                      READY   STATUS    RESTARTS   AGE     IP                        NODE     NOMINATED NODE   READINESS GATES
      demoapp2-<name: sick>     1/1     Running   0          <age>   <IP: the sick pod>        <node>   <none>           <none>
      demoapp2-<name: healthy>  1/1     Running   0          <age>   <IP: the healthy pod>     <node>   <none>           <none>
      """
    When the student types:
      """
      [root@node1 ~]# curl -s -X POST -d 'readyz=err' <the sick pod>/readyz
      """
    Then the screen shows:
      """
      readyz is now err
      """

    # The probe may fail three times before it counts: up to 30 s.
    When the student waits by typing:
      """
      kubectl wait --for=condition=Ready=false pod/demoapp2-<sick> --timeout=80s
      """
    When the student types:
      """
      kubectl describe endpoints demoapp-readiness-service
      """
    Then typed again until it does, the line shows:
      """
      …
      Addresses:          <the healthy pod>
      NotReadyAddresses:  <the sick pod>
      …
      """
    When the student types:
      """
      kubectl get endpointslices -l kubernetes.io/service-name=demoapp-readiness-service -o yaml | grep -A 2 -e '- <the sick pod>'
      """
    Then typed again until it does, the line shows:
      """
      - <the sick pod>
      conditions:
      ready: false
      """
    When the student types:
      """
      [root@node1 ~]# for i in $(seq 30); do curl -s <the VIP>:8888; done | awk '{print $2}' | sort | uniq -c
      """
    Then typed again until it does, the line shows:
      """
      30 demoapp2-<healthy>
      """

    # "This use is rare": publishNotReadyAddresses, added by kubectl edit. KUBE_EDITOR types for the student.
    When the student types:
      """
      KUBE_EDITOR='sed -i "s/^spec:/spec:\n  publishNotReadyAddresses: true/"' kubectl edit service demoapp-readiness-service
      """
    Then the screen shows:
      """
      service/demoapp-readiness-service edited
      """
    When the student types:
      """
      [root@node1 ~]# for i in $(seq 30); do curl -s <the VIP>:8888; done | awk '{print $NF}' | sort -u | paste -sd,
      """
    Then typed again until it does, the line shows:
      """
      <in any order: the sick pod:80, the healthy pod:80>
      """

    # "To make the pod ready again, delete it": another one comes, and is ready after 15 s and one probe.
    When the student types:
      """
      kubectl delete pod demoapp2-<sick>
      """
    Then the screen shows:
      """
      pod "demoapp2-<sick>" deleted…
      """
    When the student waits by typing:
      """
      kubectl rollout status deployment/demoapp2 --timeout=80s
      """
    When the student types:
      """
      kubectl get pods -l role=web-readiness --sort-by=.metadata.creationTimestamp
      """
    Then the screen shows:
      """
      NAME                  READY   STATUS    RESTARTS   AGE
      demoapp2-<healthy>    1/1     Running   0          <age>
      demoapp2-<name>       1/1     Running   0          <age>
      """

    # Chapter 9, ClusterIP: the way of a packet through the rules of a node.
    When the student types:
      """
      kubectl apply -f demoapp.yaml
      """
    Then the screen shows:
      """
      deployment.apps/demoapp created
      service/demoapp-svc created
      """
    When the student waits by typing:
      """
      kubectl rollout status deployment/demoapp --timeout=80s
      """
    When the student types:
      """
      kubectl get svc demoapp-svc
      """
    Then the screen shows:
      """
      NAME          TYPE        CLUSTER-IP                EXTERNAL-IP   PORT(S)   AGE
      demoapp-svc   ClusterIP   <IP: demoapp-svc's IP>    <none>        80/TCP    <age>
      """
    When the student types:
      """
      kubectl get pods -l app=web -o wide
      """
    Then the screen shows:
      """
      NAME             READY   STATUS    RESTARTS   AGE     IP             NODE     NOMINATED NODE   READINESS GATES
      demoapp-<name>   1/1     Running   0          <age>   <IP: pod a>    <node>   <none>           <none>
      demoapp-<name>   1/1     Running   0          <age>   <IP: pod b>    <node>   <none>           <none>
      demoapp-<name>   1/1     Running   0          <age>   <IP: pod c>    <node>   <none>           <none>
      """
    When the student types:
      """
      [root@node2 ~]# iptables -t nat -S OUTPUT
      """
    Then the screen shows:
      """
      -P OUTPUT ACCEPT
      …
      -A OUTPUT -m comment --comment "kubernetes service portals" -j KUBE-SERVICES
      …
      """
    When the student types:
      """
      [root@node2 ~]# iptables -t nat -S KUBE-SERVICES | grep default/demoapp-svc
      """
    Then typed again until it does, the line shows:
      """
      -A KUBE-SERVICES -d <demoapp-svc's IP>/32 -p tcp -m comment --comment "default/demoapp-svc cluster IP" -m tcp --dport 80 -j KUBE-SVC-EHL433DY3T7P3MZN
      """
    When the student types:
      """
      [root@node2 ~]# iptables -t nat -S KUBE-SVC-EHL433DY3T7P3MZN
      """
    Then typed again until it does, the line shows:
      """
      -N KUBE-SVC-EHL433DY3T7P3MZN
      -A KUBE-SVC-EHL433DY3T7P3MZN ! -s 10.244.0.0/16 -d <demoapp-svc's IP>/32 -p tcp -m comment --comment "default/demoapp-svc cluster IP" -m tcp --dport 80 -j KUBE-MARK-MASQ
      -A KUBE-SVC-EHL433DY3T7P3MZN -m comment --comment "default/demoapp-svc -> <IP: first>:80" -m statistic --mode random --probability 0.33333333349 -j KUBE-SEP-<hash: chain 1>
      -A KUBE-SVC-EHL433DY3T7P3MZN -m comment --comment "default/demoapp-svc -> <IP: second>:80" -m statistic --mode random --probability 0.50000000000 -j KUBE-SEP-<hash: chain 2>
      -A KUBE-SVC-EHL433DY3T7P3MZN -m comment --comment "default/demoapp-svc -> <IP: third>:80" -j KUBE-SEP-<hash: chain 3>
      """
    When the student types:
      """
      echo <first>,<second>,<third>
      """
    Then the screen shows:
      """
      <in any order: pod a, pod b, pod c>
      """
    When the student types:
      """
      [root@node2 ~]# iptables -t nat -S KUBE-MARK-MASQ
      """
    Then the screen shows:
      """
      -N KUBE-MARK-MASQ
      -A KUBE-MARK-MASQ -j MARK --set-xmark 0x4000/0x4000
      """
    When the student types:
      """
      [root@node2 ~]# iptables -t nat -S KUBE-SEP-<chain 1>
      """
    Then the screen shows:
      """
      -N KUBE-SEP-<chain 1>
      -A KUBE-SEP-<chain 1> -s <first>/32 -m comment --comment "default/demoapp-svc" -j KUBE-MARK-MASQ
      -A KUBE-SEP-<chain 1> -p tcp -m comment --comment "default/demoapp-svc" -m tcp -j DNAT --to-destination <first>:80
      """
    When the student types:
      """
      [root@node2 ~]# iptables -t nat -S KUBE-SEP-<chain 2>
      """
    Then the screen shows:
      """
      -N KUBE-SEP-<chain 2>
      -A KUBE-SEP-<chain 2> -s <second>/32 -m comment --comment "default/demoapp-svc" -j KUBE-MARK-MASQ
      -A KUBE-SEP-<chain 2> -p tcp -m comment --comment "default/demoapp-svc" -m tcp -j DNAT --to-destination <second>:80
      """
    When the student types:
      """
      [root@node2 ~]# iptables -t nat -S KUBE-SEP-<chain 3>
      """
    Then the screen shows:
      """
      -N KUBE-SEP-<chain 3>
      -A KUBE-SEP-<chain 3> -s <third>/32 -m comment --comment "default/demoapp-svc" -j KUBE-MARK-MASQ
      -A KUBE-SEP-<chain 3> -p tcp -m comment --comment "default/demoapp-svc" -m tcp -j DNAT --to-destination <third>:80
      """
    When the student types:
      """
      [root@node2 ~]# iptables -t nat -S POSTROUTING
      """
    Then the screen shows:
      """
      -P POSTROUTING ACCEPT
      …
      -A POSTROUTING -m comment --comment "kubernetes postrouting rules" -j KUBE-POSTROUTING
      …
      """
    When the student types:
      """
      [root@node2 ~]# iptables -t nat -S KUBE-POSTROUTING
      """
    Then the screen shows:
      """
      -N KUBE-POSTROUTING
      -A KUBE-POSTROUTING -m mark ! --mark 0x4000/0x4000 -j RETURN
      -A KUBE-POSTROUTING -j MARK --set-xmark 0x4000/0x0
      -A KUBE-POSTROUTING -m comment --comment "kubernetes service traffic requiring SNAT" -j MASQUERADE…
      """

    # Chapter 9, NodePort: the same Service at port 32000 of every node.
    When the student types:
      """
      kubectl apply -f demoapp-node-port.yaml
      """
    Then the screen shows:
      """
      deployment.apps/demoapp unchanged
      service/demoapp-svc configured
      """
    When the student types:
      """
      [root@node2 ~]# iptables -t nat -S PREROUTING
      """
    Then the screen shows:
      """
      -P PREROUTING ACCEPT
      …
      -A PREROUTING -m comment --comment "kubernetes service portals" -j KUBE-SERVICES
      …
      """
    When the student types:
      """
      [root@node2 ~]# iptables -t nat -S KUBE-SERVICES
      """
    Then the screen shows:
      """
      -N KUBE-SERVICES
      …
      -A KUBE-SERVICES -d <demoapp-svc's IP>/32 -p tcp -m comment --comment "default/demoapp-svc cluster IP" -m tcp --dport 80 -j KUBE-SVC-EHL433DY3T7P3MZN
      …
      -A KUBE-SERVICES -m comment --comment "kubernetes service nodeports; NOTE: this must be the last rule in this chain" -m addrtype --dst-type LOCAL -j KUBE-NODEPORTS
      """
    When the student types:
      """
      [root@node2 ~]# iptables -t nat -S KUBE-NODEPORTS | grep default/demoapp-svc
      """
    Then typed again until it does, the line shows:
      """
      …
      -A KUBE-NODEPORTS -p tcp -m comment --comment "default/demoapp-svc" -m tcp --dport 32000 -j KUBE-EXT-EHL433DY3T7P3MZN
      """
    When the student types:
      """
      [root@node2 ~]# iptables -t nat -S KUBE-EXT-EHL433DY3T7P3MZN
      """
    Then the screen shows:
      """
      -N KUBE-EXT-EHL433DY3T7P3MZN
      -A KUBE-EXT-EHL433DY3T7P3MZN -m comment --comment "masquerade traffic for default/demoapp-svc external destinations" -j KUBE-MARK-MASQ
      -A KUBE-EXT-EHL433DY3T7P3MZN -j KUBE-SVC-EHL433DY3T7P3MZN
      """
    When the student types:
      """
      [root@node2 ~]# iptables -t nat -S KUBE-SVC-EHL433DY3T7P3MZN
      """
    Then the screen shows:
      """
      -N KUBE-SVC-EHL433DY3T7P3MZN
      -A KUBE-SVC-EHL433DY3T7P3MZN ! -s 10.244.0.0/16 -d <demoapp-svc's IP>/32 -p tcp -m comment --comment "default/demoapp-svc cluster IP" -m tcp --dport 80 -j KUBE-MARK-MASQ
      -A KUBE-SVC-EHL433DY3T7P3MZN -m comment --comment "default/demoapp-svc -> <IP: first>:80" -m statistic --mode random --probability 0.33333333349 -j KUBE-SEP-<hash: chain 1>
      -A KUBE-SVC-EHL433DY3T7P3MZN -m comment --comment "default/demoapp-svc -> <IP: second>:80" -m statistic --mode random --probability 0.50000000000 -j KUBE-SEP-<hash: chain 2>
      -A KUBE-SVC-EHL433DY3T7P3MZN -m comment --comment "default/demoapp-svc -> <IP: third>:80" -j KUBE-SEP-<hash: chain 3>
      """
    When the student types:
      """
      [root@node2 ~]# iptables -t nat -S KUBE-MARK-MASQ
      """
    Then the screen shows:
      """
      -N KUBE-MARK-MASQ
      -A KUBE-MARK-MASQ -j MARK --set-xmark 0x4000/0x4000
      """
    When the student types:
      """
      [root@node2 ~]# iptables -t nat -S KUBE-SEP-<chain 2>
      """
    Then the screen shows:
      """
      -N KUBE-SEP-<chain 2>
      -A KUBE-SEP-<chain 2> -s <second>/32 -m comment --comment "default/demoapp-svc" -j KUBE-MARK-MASQ
      -A KUBE-SEP-<chain 2> -p tcp -m comment --comment "default/demoapp-svc" -m tcp -j DNAT --to-destination <second>:80
      """
    When the student types:
      """
      [root@node2 ~]# iptables -S FORWARD
      """
    Then the screen shows:
      """
      -P FORWARD …
      …
      -A FORWARD -m comment --comment "kubernetes forwarding rules" -j KUBE-FORWARD
      …
      """
    When the student types:
      """
      [root@node2 ~]# iptables -t nat -S POSTROUTING
      """
    Then the screen shows:
      """
      -P POSTROUTING ACCEPT
      …
      -A POSTROUTING -m comment --comment "kubernetes postrouting rules" -j KUBE-POSTROUTING
      …
      """
    When the student types:
      """
      [root@node2 ~]# iptables -t nat -S KUBE-POSTROUTING
      """
    Then the screen shows:
      """
      -N KUBE-POSTROUTING
      -A KUBE-POSTROUTING -m mark ! --mark 0x4000/0x4000 -j RETURN
      -A KUBE-POSTROUTING -j MARK --set-xmark 0x4000/0x0
      -A KUBE-POSTROUTING -m comment --comment "kubernetes service traffic requiring SNAT" -j MASQUERADE…
      """

    # Chapter 10 but for the switch to IPVS: which proxy pods would be deleted, all, all, and the second and third.
    When the student types:
      """
      kubectl get pod -n kube-system | grep proxy | awk '{print $1}'
      """
    Then the screen shows:
      """
      kube-proxy-<name: one>
      kube-proxy-<name: two>
      kube-proxy-<name: three>
      """
    When the student types:
      """
      kubectl get pod -l k8s-app=kube-proxy -n kube-system | awk 'NR>1 {print $1}'
      """
    Then the screen shows:
      """
      kube-proxy-<one>
      kube-proxy-<two>
      kube-proxy-<three>
      """
    When the student types:
      """
      kubectl get pod -l k8s-app=kube-proxy -n kube-system | awk 'NR==3 || NR==4 {print $1}'
      """
    Then the screen shows:
      """
      kube-proxy-<two>
      kube-proxy-<three>
      """
    When the student types:
      """
      kubectl get svc
      """
    Then the screen shows:
      """
      NAME                        TYPE        CLUSTER-IP            EXTERNAL-IP   PORT(S)        AGE
      demoapp-readiness-service   ClusterIP   <the VIP>             <none>        8888/TCP       <age>
      demoapp-svc                 NodePort    <demoapp-svc's IP>    <none>        80:32000/TCP   <age>
      kubernetes                  ClusterIP   10.96.0.1             <none>        443/TCP        <age>
      """

    # Chapter 11: environment variables, of a pod that starts after the Service.
    When the student types:
      """
      kubectl run tools --image=servicelab/tools:0.1.0
      """
    Then the screen shows:
      """
      pod/tools created
      """
    When the student waits by typing:
      """
      kubectl wait --for=condition=Ready pod/tools --timeout=80s
      """
    When the student types in a terminal, line by line:
      """
      kubectl exec -it tools -- /bin/bash
      env | grep -i demoapp_svc | sort
      ping -c 1 -W 1 ${DEMOAPP_SVC_SERVICE_HOST}
      exit
      """
    Then the screen shows:
      """
      …
      DEMOAPP_SVC_PORT=tcp://<demoapp-svc's IP>:80
      DEMOAPP_SVC_PORT_80_TCP=tcp://<demoapp-svc's IP>:80
      DEMOAPP_SVC_PORT_80_TCP_ADDR=<demoapp-svc's IP>
      DEMOAPP_SVC_PORT_80_TCP_PORT=80
      DEMOAPP_SVC_PORT_80_TCP_PROTO=tcp
      DEMOAPP_SVC_SERVICE_HOST=<demoapp-svc's IP>
      DEMOAPP_SVC_SERVICE_PORT=80
      …
      PING <demoapp-svc's IP> …
      …
      1 packets transmitted, 0 …received, …100% packet loss, …
      …
      """

    # A Service that comes after the pod is not in its environment; a new pod has both.
    When the student types:
      """
      kubectl apply -f env-svc.yaml
      """
    Then the screen shows:
      """
      service/env-svc created
      """
    When the student types, and it ends with exit code 1:
      """
      kubectl exec tools -- env | grep -i env_svc
      """
    Then the screen stays empty
    When the student types:
      """
      kubectl delete pod tools --now
      """
    Then the screen shows:
      """
      pod "tools" deleted…
      """
    When the student types:
      """
      kubectl run tools --image=servicelab/tools:0.1.0
      """
    Then the screen shows:
      """
      pod/tools created
      """
    When the student waits by typing:
      """
      kubectl wait --for=condition=Ready pod/tools --timeout=80s
      """
    When the student types:
      """
      kubectl exec tools -- env | grep -i _svc_service_host | sort
      """
    Then the screen shows:
      """
      DEMOAPP_SVC_SERVICE_HOST=<demoapp-svc's IP>
      ENV_SVC_SERVICE_HOST=<IP>
      """

    # Chapter 11: CoreDNS and its Corefile.
    When the student types:
      """
      [root@master service]# kubectl get configmap -n kube-system
      """
    Then the screen shows:
      """
      NAME                                 DATA   AGE
      …
      coredns                              1      <age>
      …
      kube-proxy                           2      <age>
      kube-root-ca.crt                     1      <age>
      …
      """
    When the student types:
      """
      [root@master service]# kubectl get configmaps coredns -n kube-system -o yaml
      """
    Then the screen shows:
      """
      apiVersion: v1
      data:
      Corefile: |
      .:53 {
      errors
      health {
      lameduck 5s
      }
      ready
      kubernetes cluster.local in-addr.arpa ip6.arpa {
      pods insecure
      fallthrough in-addr.arpa ip6.arpa
      ttl 30
      }
      prometheus :9153
      forward . /etc/resolv.conf {
      max_concurrent 1000
      }
      cache 30
      loop
      reload
      loadbalance
      }
      kind: ConfigMap
      …
      name: coredns
      namespace: kube-system
      …
      """
    When the student types:
      """
      kubectl exec tools -- nslookup demoapp-svc
      """
    Then the screen shows:
      """
      …
      Server:         10.96.0.10
      Address:        10.96.0.10#53
      Name:   demoapp-svc.default.svc.cluster.local
      Address: <demoapp-svc's IP>
      …
      """

    # Chapter 12: what each DNS policy writes into a pod's /etc/resolv.conf.
    When the student types:
      """
      kubectl apply -f pod-1.yaml
      """
    Then the screen shows:
      """
      pod/pod-example-1 created
      """
    When the student waits by typing:
      """
      kubectl wait --for=condition=Ready pod/pod-example-1 --timeout=80s
      """
    When the student types:
      """
      kubectl exec pod-example-1 -- cat /etc/resolv.conf
      """
    Then the screen shows:
      """
      search default.svc.cluster.local svc.cluster.local cluster.local…
      nameserver 10.96.0.10
      options ndots:5
      """
    When the student types:
      """
      kubectl get node --show-labels
      """
    Then the screen shows:
      """
      NAME    STATUS   ROLES   AGE     VERSION   LABELS
      node1   Ready    <word>  <age>   <word>    <word>,kubernetes.io/hostname=node1,<word>
      node2   Ready    <word>  <age>   <word>    <word>,kubernetes.io/hostname=node2,<word>
      node3   Ready    <word>  <age>   <word>    <word>,kubernetes.io/hostname=node3,<word>
      """
    When the student types:
      """
      [root@node2 ~]# grep nameserver /etc/resolv.conf
      """
    Then the screen shows:
      """
      nameserver <IP: node2's name server>
      """
    When the student types:
      """
      [root@node3 ~]# grep nameserver /etc/resolv.conf
      """
    Then the screen shows:
      """
      nameserver <IP: node3's name server>
      """
    When the student types:
      """
      kubectl apply -f pod-2.yaml
      """
    Then the screen shows:
      """
      pod/pod-example-2 created
      """
    When the student waits by typing:
      """
      kubectl wait --for=condition=Ready pod/pod-example-2 --timeout=80s
      """
    When the student types:
      """
      kubectl exec pod-example-2 -- cat /etc/resolv.conf
      """
    Then the screen shows:
      """
      …
      nameserver <node2's name server>
      …
      """
    When the student types:
      """
      kubectl delete pod pod-example-2 --now
      """
    Then the screen shows:
      """
      pod "pod-example-2" deleted…
      """
    When the student types:
      """
      kubectl apply -f pod-2-with-host-net.yaml
      """
    Then the screen shows:
      """
      pod/pod-example-2 created
      """
    When the student waits by typing:
      """
      kubectl wait --for=condition=Ready pod/pod-example-2 --timeout=80s
      """
    When the student types:
      """
      kubectl exec pod-example-2 -- cat /etc/resolv.conf
      """
    Then the screen shows:
      """
      search default.svc.cluster.local svc.cluster.local cluster.local…
      nameserver 10.96.0.10
      options ndots:5
      """
    When the student types:
      """
      kubectl exec pod-example-2 -- nslookup demoapp-svc
      """
    Then the screen shows:
      """
      …
      Name:   demoapp-svc.default.svc.cluster.local
      Address: <demoapp-svc's IP>
      …
      """

    # The policy in a Deployment on the network of its nodes.
    When the student types:
      """
      kubectl apply -f demoapp-host-network.yaml
      """
    Then the screen shows:
      """
      deployment.apps/demoapp configured
      service/demoapp-svc unchanged
      """
    When the student waits by typing:
      """
      kubectl rollout status deployment/demoapp --timeout=80s
      """
    When the student types:
      """
      kubectl get pods -l app=web -o jsonpath='{range .items[*]}{.spec.nodeName} {.spec.hostNetwork}{"\n"}{end}' | sort
      """
    Then typed again until it does, the line shows:
      """
      node1 true
      node2 true
      node3 true
      """
    When the student types:
      """
      kubectl exec deploy/demoapp -- grep nameserver /etc/resolv.conf
      """
    Then the screen shows:
      """
      nameserver <IP>
      """

    # Default: the node's own file, a file mounted over it, and a list behind it.
    When the student types:
      """
      kubectl apply -f pod-3.yaml
      """
    Then the screen shows:
      """
      pod/pod-example-3 created
      """
    When the student waits by typing:
      """
      kubectl wait --for=condition=Ready pod/pod-example-3 --timeout=80s
      """
    When the student types:
      """
      kubectl exec pod-example-3 -- cat /etc/resolv.conf
      """
    Then the screen shows:
      """
      …
      nameserver <node3's name server>
      …
      """
    When the student types:
      """
      [root@node3 ~]# mkdir -p /proc/1/root/root && echo 'nameserver 10.96.0.10' > /proc/1/root/root/resolv.conf
      """
    When the student types:
      """
      kubectl apply -f pod-6.yaml
      """
    Then the screen shows:
      """
      pod/pod-example-6 created
      """
    When the student waits by typing:
      """
      kubectl wait --for=condition=Ready pod/pod-example-6 --timeout=80s
      """
    When the student types:
      """
      kubectl exec pod-example-6 -- cat /etc/resolv.conf
      """
    Then the screen shows:
      """
      nameserver 10.96.0.10
      """
    When the student types:
      """
      [root@node3 ~]# rm /proc/1/root/root/resolv.conf
      """
    When the student types, and it ends with exit code 1:
      """
      kubectl apply -f pod-4-as-printed.yaml
      """
    Then the screen also says 'spec.dnsConfig.searches[0]: Invalid value: "/etc/resolv.conf"'
    When the student types:
      """
      kubectl apply -f pod-4.yaml
      """
    Then the screen shows:
      """
      pod/pod-example-4 created
      """
    When the student waits by typing:
      """
      kubectl wait --for=condition=Ready pod/pod-example-4 --timeout=80s
      """
    When the student types:
      """
      kubectl exec pod-example-4 -- cat /etc/resolv.conf
      """
    Then the screen shows:
      """
      …
      search …otherdomain.svc.cluster.local
      nameserver <node2's name server>
      nameserver 10.0.0.1
      nameserver 10.0.0.2
      …
      """

    # None: what the pod itself says, and nothing else.
    When the student types:
      """
      kubectl apply -f pod-7.yaml
      """
    Then the screen shows:
      """
      pod/pod-example-7 created
      """
    When the student waits by typing:
      """
      kubectl wait --for=condition=Ready pod/pod-example-7 --timeout=80s
      """
    When the student types:
      """
      kubectl exec pod-example-7 -- cat /etc/resolv.conf
      """
    Then the screen shows:
      """
      search mydomain.com otherdomain.svc.cluster.local king.net
      nameserver 223.5.5.5
      nameserver 223.6.6.6
      """

    # Chapter 13: a headless Service, and a StatefulSet whose pods have names in it.
    When the student types:
      """
      kubectl apply -f headless.yaml
      """
    Then the screen shows:
      """
      service/myapp created
      """
    When the student types:
      """
      kubectl apply -f web.yaml
      """
    Then the screen shows:
      """
      statefulset.apps/web created
      """
    When the student waits by typing:
      """
      kubectl rollout status statefulset/web --timeout=80s
      """
    When the student types:
      """
      kubectl get svc myapp
      """
    Then the screen shows:
      """
      NAME    TYPE        CLUSTER-IP   EXTERNAL-IP   PORT(S)   AGE
      myapp   ClusterIP   None         <none>        80/TCP    <age>
      """
    When the student types:
      """
      kubectl get pods -l app=nginx -o wide
      """
    Then the screen shows:
      """
      NAME    READY   STATUS    RESTARTS   AGE     IP                  NODE     NOMINATED NODE   READINESS GATES
      web-0   1/1     Running   0          <age>   <IP: web-0's IP>    <node>   <none>           <none>
      web-1   1/1     Running   0          <age>   <IP: web-1's IP>    <node>   <none>           <none>
      """
    When the student types:
      """
      kubectl exec tools -- nslookup web-0.myapp.default.svc.cluster.local
      """
    Then typed again until it does, the line shows:
      """
      …
      Name:   web-0.myapp.default.svc.cluster.local
      Address: <web-0's IP>
      …
      """
    When the student types:
      """
      kubectl exec tools -- nslookup web-1.myapp.default.svc.cluster.local
      """
    Then typed again until it does, the line shows:
      """
      …
      Name:   web-1.myapp.default.svc.cluster.local
      Address: <web-1's IP>
      …
      """

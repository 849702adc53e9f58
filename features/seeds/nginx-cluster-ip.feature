@seed @uses-default-namespace @iptables-mode
Feature: An article at the keyboard: a ClusterIP in the rules of a node

  A short article with one question: what is behind the address of a Service that no machine has? Its answer is three
  commands long. kubectl get tells the address, kubectl describe tells the pods behind it, and iptables on any node
  tells how one becomes the other: a rule that knows the address, a chain that throws the dice, and one small chain per
  pod that writes the pod's address into the packet.

  This page types these commands and checks that the three of them speak of the same addresses. A gap like <IP: the VIP>
  gives a name to what stands there, and <the VIP> further down must be the same again. <hash> is the 16 characters at
  the end of a chain's name.

  What the article gets wrong: it prints two different ClusterIPs for one Service (172.19.15.240 and 172.19.0.166), and
  it names a chain, KUBE-SEP-QKRDMLY5MWSFYSJG, that none of its rules leads to. It also goes into a flannel pod to see
  the rules. Those are the node's, so any way onto the node will do: "./lab node node1 iptables -S -t nat". What has
  changed since: the rule that marks packets from outside the pods' range has moved from KUBE-SERVICES into the
  Service's own chain, and the comments name the endpoint. docs/seeds.md has the list.

  https://kubernetes.io/docs/reference/networking/virtual-ips/#proxy-mode-iptables

  Scenario: From the Service's address to the pods, by kubectl and by iptables
    Given nothing is in the namespace "default" yet
    And the article's files are in the student's folder
    # The article finds its Service in place.
    When the student waits by typing:
      """
      kubectl apply -f nginx.yaml && kubectl rollout status deployment/nginx --timeout=80s
      """
    And the student types:
      """
      $ kubectl get pods -l app=nginx -o wide
      """
    Then the screen shows:
      """
      NAME           READY   STATUS    RESTARTS   AGE     IP                      NODE     NOMINATED NODE   READINESS GATES
      nginx-<name>   1/1     Running   0          <age>   <IP: the first pod>     <node>   <none>           <none>
      nginx-<name>   1/1     Running   0          <age>   <IP: the second pod>    <node>   <none>           <none>
      """
    When the student types:
      """
      $ kubectl get svc --selector app=nginx
      """
    Then the screen shows:
      """
      NAME      TYPE        CLUSTER-IP      EXTERNAL-IP   PORT(S)   AGE
      nginx     ClusterIP   <IP: the VIP>   <none>        80/TCP    <age>
      """
    When the student types:
      """
      $ kubectl describe svc nginx
      """
    Then typed again until it does, the line shows:
      """
      Name:              nginx
      Namespace:         default
      Labels:            app=nginx
      Annotations:       <none>
      Selector:          app=nginx
      Type:              ClusterIP
      …
      IP:                <the VIP>
      …
      Port:              <unset>  80/TCP
      TargetPort:        80/TCP
      Endpoints:         <in any order: the first pod:80, the second pod:80>
      Session Affinity:  None
      …
      Events: …
      …
      """

    # Which chain has the Service, and which chains have its two endpoints?
    When the student types:
      """
      [root@node1 ~]# iptables -S -t nat | grep "default/nginx" | grep -e "-A KUBE-SERVICES"
      """
    Then typed again until it does, the line shows:
      """
      -A KUBE-SERVICES -d <the VIP>/32 -p tcp -m comment --comment "default/nginx cluster IP" -m tcp --dport 80 -j KUBE-SVC-<hash: the Service>
      """
    When the student types:
      """
      [root@node1 ~]# iptables -S -t nat | grep -e "-A KUBE-SVC-<the Service>"
      """
    Then typed again until it does, the line shows:
      """
      -A KUBE-SVC-<the Service> ! -s 10.244.0.0/16 -d <the VIP>/32 -p tcp -m comment --comment "default/nginx cluster IP" -m tcp --dport 80 -j KUBE-MARK-MASQ
      -A KUBE-SVC-<the Service> -m comment --comment "default/nginx -> <IP: one>:80" -m statistic --mode random --probability 0.50000000000 -j KUBE-SEP-<hash: chain one>
      -A KUBE-SVC-<the Service> -m comment --comment "default/nginx -> <IP: two>:80" -j KUBE-SEP-<hash: chain two>
      """
    # One and two are the pods that kubectl showed, in some order.
    When the student types:
      """
      echo <one>,<two>
      """
    Then the screen shows:
      """
      <in any order: the first pod, the second pod>
      """
    When the student types:
      """
      [root@node1 ~]# iptables -S -t nat | grep -e "-A KUBE-SEP-<chain one>"
      """
    Then the screen shows:
      """
      -A KUBE-SEP-<chain one> -s <one>/32 -m comment --comment "default/nginx" -j KUBE-MARK-MASQ
      -A KUBE-SEP-<chain one> -p tcp -m comment --comment "default/nginx" -m tcp -j DNAT --to-destination <one>:80
      """
    When the student types:
      """
      [root@node1 ~]# iptables -S -t nat | grep -e "-A KUBE-SEP-<chain two>"
      """
    Then the screen shows:
      """
      -A KUBE-SEP-<chain two> -s <two>/32 -m comment --comment "default/nginx" -j KUBE-MARK-MASQ
      -A KUBE-SEP-<chain two> -p tcp -m comment --comment "default/nginx" -m tcp -j DNAT --to-destination <two>:80
      """

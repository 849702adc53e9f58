@seed @uses-default-namespace @dns
Feature: An article at the keyboard: two pods that keep their names

  The article asks how a StatefulSet's pods can be told apart when they come and go. Its answer: by a number. The pods
  are called web-0 and web-1, they are made in that order, their host names are their names, and the headless Service
  "nginx" gives each of them a DNS record of its own. When both pods are deleted they come back under the same names.
  The record's name stays, the address behind it need not.

  This page types what the article types. "kubectl run -i --tty … /bin/sh" opens a shell in a pod that lives as long as
  the shell does; the lines after it are typed at that shell's prompt. Try it: "./lab kubectl run -i --tty …" gives you
  the same prompt.

  What the article gets wrong: it says that web-1 stays Pending until web-0 is Ready. In fact web-1 does not exist until
  then; the "Pending" that -w shows is the moment between its creation and its scheduling. And its busybox:1.28.4 is
  there because of a known bug: nslookup of later busybox versions does not use the search list for a name with a dot,
  so it does not find web-0.nginx. Our image has the nslookup of BIND, which does. The copy of the article has lost its
  YAML and its screens; they are restored from the text. docs/seeds.md says how.

  https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id
  https://kubernetes.io/docs/tutorials/stateful-application/basic-stateful-set/

  Scenario: Create, watch, ask for names, delete, ask again
    Given nothing is in the namespace "default" yet
    And the article's files are in the student's folder
    When the student types:
      """
      $ kubectl create -f svc.yaml
      """
    Then the screen shows:
      """
      service/nginx created
      """
    When the student types:
      """
      $ kubectl get service nginx
      """
    Then the screen shows:
      """
      NAME      TYPE        CLUSTER-IP   EXTERNAL-IP   PORT(S)   AGE
      nginx     ClusterIP   None         <none>        80/TCP    <age>
      """
    When the student types:
      """
      $ kubectl create -f statefulset.yaml
      """
    Then the screen shows:
      """
      statefulset.apps/web created
      """
    # Whoever is quick sees the two come, one after the other; whoever is not sees that they are there.
    When the student types, and presses Ctrl-C at the line "web-1 1/1 Running":
      """
      kubectl get pods -w -l app=nginx
      """
    Then the screen shows:
      """
      NAME      READY     STATUS    RESTARTS   AGE
      …
      web-0     1/1       Running   0          <age>
      …
      web-1     1/1       Running   0          <age>
      …
      """
    When the student types:
      """
      $ kubectl get statefulset web
      """
    Then typed again until it does, the line shows:
      """
      NAME      READY   AGE
      web       2/2     <age>
      """
    When the student types:
      """
      $ kubectl exec web-0 -- sh -c 'hostname'
      """
    Then the screen shows:
      """
      web-0
      """
    When the student types:
      """
      $ kubectl exec web-1 -- sh -c 'hostname'
      """
    Then the screen shows:
      """
      web-1
      """
    When the student types:
      """
      kubectl get pods -l app=nginx -o wide
      """
    Then the screen shows:
      """
      NAME    READY   STATUS    RESTARTS   AGE     IP                 NODE     NOMINATED NODE   READINESS GATES
      web-0   1/1     Running   0          <age>   <IP: web-0's IP>   <node>   <none>           <none>
      web-1   1/1     Running   0          <age>   <IP: web-1's IP>   <node>   <none>           <none>
      """
    When the student types in a terminal, line by line:
      """
      kubectl run -i --tty --image servicelab/tools:0.1.0 dns-test --restart=Never --rm --command -- /bin/sh
      nslookup web-0.nginx
      nslookup web-1.nginx
      exit
      """
    Then the screen shows:
      """
      …
      Server:		10.96.0.10
      Address:	10.96.0.10#53
      Name:	web-0.nginx.default.svc.cluster.local
      Address: <web-0's IP>
      …
      Server:		10.96.0.10
      Address:	10.96.0.10#53
      Name:	web-1.nginx.default.svc.cluster.local
      Address: <web-1's IP>
      …
      pod "dns-test" deleted…
      """

    # Both go, both come back, in order and by name.
    When the student types:
      """
      $ kubectl delete pod -l app=nginx
      """
    Then the screen shows:
      """
      pod "web-0" deleted…
      pod "web-1" deleted…
      """
    When the student types, and presses Ctrl-C at the line "web-1 1/1 Running":
      """
      kubectl get pod -w -l app=nginx
      """
    Then the screen shows:
      """
      NAME      READY     STATUS    RESTARTS   AGE
      …
      web-0     1/1       Running   0          <age>
      …
      web-1     1/1       Running   0          <age>
      …
      """
    When the student types:
      """
      kubectl get pods -l app=nginx -o wide
      """
    Then the screen shows:
      """
      NAME    READY   STATUS    RESTARTS   AGE     IP                     NODE     NOMINATED NODE   READINESS GATES
      web-0   1/1     Running   0          <age>   <IP: web-0's new IP>   <node>   <none>           <none>
      web-1   1/1     Running   0          <age>   <IP: web-1's new IP>   <node>   <none>           <none>
      """
    # Each of the two DNS pods may remember an answer from before for 30 s. Ten good answers in a row come from both.
    When the student types in a terminal, line by line:
      """
      kubectl run -i --tty --image servicelab/tools:0.1.0 dns-test --restart=Never --rm --command -- /bin/sh
      good() { nslookup web-0.nginx | grep -q "<web-0's new IP>$" && nslookup web-1.nginx | grep -q "<web-1's new IP>$"; }
      n=0; until [ $n -eq 10 ]; do if good; then n=$((n+1)); else n=0; sleep 1; fi; done
      nslookup web-0.nginx
      nslookup web-1.nginx
      exit
      """
    Then the screen shows:
      """
      …
      Name:	web-0.nginx.default.svc.cluster.local
      Address: <web-0's new IP>
      …
      Name:	web-1.nginx.default.svc.cluster.local
      Address: <web-1's new IP>
      …
      pod "dns-test" deleted…
      """

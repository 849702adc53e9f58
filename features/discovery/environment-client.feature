@mission-E3
Feature: A pod reaches a Service by the address in its environment

  A program that knows no DNS needs nothing but two variables: DEMOAPP_SVC_SERVICE_HOST and DEMOAPP_SVC_SERVICE_PORT. In the
  pod's shell the article writes the first as ${DEMOAPP_SVC_SERVICE_HOST}, and the shell puts the Service's address in its
  place before the command starts. curl then talks to the Service like to any server, and is answered by one of its pods.

  What the article gets wrong: it uses ping to show that the address works. A ping carries no port, and a Service is nothing
  but its ports: no rule of the proxy is made for such a packet, no machine has the address, and nobody answers. All of it is
  lost while every request to port 80 succeeds. (Old versions of the IPVS mode did answer, because there the address sits on
  an interface of each node; today they refuse.) So a silent ping says nothing about a Service. Ask its port instead.

  What to look at: "kubectl exec -it tools -- bash", then "ping -c 3 ${DEMOAPP_SVC_SERVICE_HOST}" and
  "curl ${DEMOAPP_SVC_SERVICE_HOST}:${DEMOAPP_SVC_SERVICE_PORT}". From outside, mind the quotes: in
  "kubectl exec tools -- curl ${DEMOAPP_SVC_SERVICE_HOST}" your own shell expands the variable, to nothing.

  https://kubernetes.io/docs/concepts/services-networking/service/#environment-variables
  https://kubernetes.io/docs/tasks/debug/debug-application/debug-service/#does-the-service-work-by-ip

  Scenario: The shell expands the variable, curl is answered, ping is not
    Given the Service "demoapp-svc" is applied
    And the Deployment "demoapp" is applied
    And the Pod "tools" is applied
    And the Pod "tools" is ready
    And the Deployment "demoapp" has 2 ready pods
    Then requests from a shell in pod "tools" to port 80 of "${DEMOAPP_SVC_SERVICE_HOST}" are answered by every pod of the Deployment "demoapp"
    And pod "tools" pings "${DEMOAPP_SVC_SERVICE_HOST}" and loses every packet
    And pod "tools" pings each pod of the Deployment "demoapp" and loses no packet

@mission-E1
Feature: A pod finds Services in its environment

  The oldest way to find a Service needs no DNS. When kubelet starts a container it writes the Services of the pod's
  namespace into the environment: the Service's name in capitals, every "-" turned into "_", and a suffix. Two variables
  are Kubernetes' own, SERVICE_HOST and SERVICE_PORT; the others are those that Docker's links once made, for programs
  written for them.

  kubelet reads the Services at the moment the container starts, and an environment cannot be changed from outside. So the
  Service has to be there first. Whether it has any pods behind it does not matter: the manifest of this lab has none.

  What to look at: "kubectl exec tools -- env | grep DEMOAPP". The Service of the API server, KUBERNETES_SERVICE_HOST, is
  in every pod's environment for the same reason; with "enableServiceLinks: false" it is the only one.

  https://kubernetes.io/docs/concepts/services-networking/service/#environment-variables
  https://kubernetes.io/docs/tutorials/services/connect-applications-service/#environment-variables

  Scenario: The variables of a Service that was there before the pod
    Given the Service "demoapp-svc" is applied
    When the Pod "tools" is applied
    And the Pod "tools" is ready
    Then the environment of pod "tools" has these variables of the Service "demoapp-svc":
      | DEMOAPP_SVC_SERVICE_HOST      | CLUSTER_IP          |
      | DEMOAPP_SVC_SERVICE_PORT      | 80                  |
      | DEMOAPP_SVC_PORT              | tcp://CLUSTER_IP:80 |
      | DEMOAPP_SVC_PORT_80_TCP       | tcp://CLUSTER_IP:80 |
      | DEMOAPP_SVC_PORT_80_TCP_PROTO | tcp                 |
      | DEMOAPP_SVC_PORT_80_TCP_PORT  | 80                  |
      | DEMOAPP_SVC_PORT_80_TCP_ADDR  | CLUSTER_IP          |

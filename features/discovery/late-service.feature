@mission-E2
Feature: A Service that comes after the pod is not in the pod's environment

  The environment of a process is written when the process starts, and nobody can add to it from outside. So a pod knows the
  Services that its namespace had when its container started, and no other. The article makes a second Service, env-svc, and
  looks for it in vain in the pod that was there before. A pod made after it has both.

  Nothing is wrong with env-svc in the meantime: it has its address, and cluster DNS knows its name at once. That is the
  practical difference between the two ways to find a Service. A name is asked for when it is needed; an environment is a
  snapshot. It also means that the order in which manifests are applied matters, and that a Service which is deleted and made
  again leaves its old address behind in every pod that is still running.

  What to look at: "kubectl exec tools -- env | grep -i env_svc" prints nothing; restart the container (a new pod is not
  even needed, a killed process is enough) and it prints seven lines.

  https://kubernetes.io/docs/concepts/services-networking/service/#environment-variables
  https://kubernetes.io/docs/tutorials/services/connect-applications-service/#environment-variables

  Scenario: The pod that was there before has one Service, the new pod has both
    Given the Service "demoapp-svc" is applied
    And the Pod "tools" is applied
    And the Pod "tools" is ready
    When the Service "env-svc" is applied
    And the Pod "tools-2" is applied
    And the Pod "tools-2" is ready
    Then the environment of pod "tools" has no variable of the Service "env-svc"
    And the environment of pod "tools" has these variables of the Service "demoapp-svc":
      | DEMOAPP_SVC_SERVICE_HOST | CLUSTER_IP |
      | DEMOAPP_SVC_SERVICE_PORT | 80         |
    And the environment of pod "tools-2" has these variables of the Service "env-svc":
      | ENV_SVC_SERVICE_HOST | CLUSTER_IP |
      | ENV_SVC_SERVICE_PORT | 80         |
    And the environment of pod "tools-2" has these variables of the Service "demoapp-svc":
      | DEMOAPP_SVC_SERVICE_HOST | CLUSTER_IP |
      | DEMOAPP_SVC_SERVICE_PORT | 80         |

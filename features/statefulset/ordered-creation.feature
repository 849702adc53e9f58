@mission-S2
Feature: A StatefulSet makes its pods one after the other

  A Deployment makes all of its pods at once, and their names are random. A StatefulSet counts: the names are its own
  name and a number from 0 on, and it makes pod n+1 only when pod n is Running and Ready. A database can rely on that:
  its first pod is up before any replica comes and looks for it.

  Normally this takes a second or two and is over before one has looked. So this lab stops the film. The manifest gives
  the pods a readiness gate: a condition in the pod's status that somebody outside of the pod has to set before the pod
  counts as ready. Here it is the scenario that sets it, and only when it has seen what happens without it.

  What to look at: "kubectl get pods -w -l app=nginx" in one window, then apply the manifest in another. web-0 stays at
  0 of 1 in the column READINESS GATES of "-o wide". "kubectl describe statefulset web" shows the Events afterwards.

  What the article gets wrong: it says that web-1 stays Pending until web-0 is ready. A Pending pod is one that exists
  and has not started. web-1 does not exist at all until then. (With "podManagementPolicy: Parallel" nobody waits for
  anybody; several labs here use it to save time.)

  https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#deployment-and-scaling-guarantees
  https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-readiness-gate

  Scenario: web-1 is not made until web-0 is Running and Ready
    Given the scenario watches every change of its pods
    And the manifest is applied
    When pod "web-0" runs and its container is ready, but the scenario still holds the pod back
    Then the StatefulSet "web" has made pod "web-0" only, and there is no pod "web-1" at all
    When the scenario lets pod "web-0" become ready
    Then the watch shows pod "web-1" made only after pod "web-0" was Running and Ready
    And the Events of the StatefulSet "web" tell of the making of "web-0", and then, when that was ready, of "web-1"
    And pod "web-1" was created no earlier than pod "web-0" became ready, by their timestamps
    When pod "web-1" runs and its container is ready, but the scenario still holds the pod back
    And the scenario lets pod "web-1" become ready
    Then the StatefulSet "web" has 2 ready pods

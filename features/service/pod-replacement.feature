@mission-B4
Feature: A pod goes, another comes, the Service stays

  This is what Services are for. Clients know one address, the Service's; the pods behind it may change at any time. The
  article deletes a pod and shows that its replacement, with a new name and a new address, answers through the same
  Service.

  What the article does not show is the moment in between. Deleting a pod starts two things at once: the pod's process is
  told to end, and its address is taken out of the EndpointSlice; every node's proxy hears of it a little later. A request
  in that gap may still be sent to the old address and fail. The gap is short, and it ends: this lab measures how long it
  takes until requests from every node reach the present pods and none goes to the old address any more.

  What to look at: run "kubectl get endpointslices -w" in one window and delete the pod in another.

  https://kubernetes.io/docs/concepts/services-networking/service/
  https://kubernetes.io/docs/tutorials/services/pods-and-endpoint-termination-flow/

  Scenario: Requests follow the pods, and the time that takes is reported
    Given the manifest is applied
    And the Deployment "nginx-deployment" has 2 ready pods
    And one pod of the Deployment "nginx-deployment" is called "the old pod"
    Then requests from pod "client" to the Service "nginx-svc" are answered by every pod of the Deployment "nginx-deployment"
    When pod "the old pod" is deleted
    Then requests from pod "client" and every node to the Service "nginx-svc" settle on the pods of the Deployment "nginx-deployment", and the time this took is reported
    And the Deployment "nginx-deployment" has 2 ready pods
    And none of them is pod "the old pod" or has its address
    And the Endpoints of the Service "nginx-svc" list exactly the pods of the Deployment "nginx-deployment"
    And 100 requests from pod "client" and every node to the Service "nginx-svc" are all answered, none by pod "the old pod"

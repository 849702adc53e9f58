package dev.servicelab.labs.traffic;

/** What became of one request. */
public sealed interface Reply {

  /**
   * The demo application answered.
   *
   * @param pod name of the pod that answered
   * @param podIp that pod's own address
   * @param client the client's address as the pod saw it
   * @param clientPort the client's port as the pod saw it
   */
  record Answered(String pod, String podIp, String client, int clientPort) implements Reply {}

  /**
   * Nobody answered, or not as the demo application does.
   *
   * @param reason in one line
   */
  record Unanswered(String reason) implements Reply {}
}

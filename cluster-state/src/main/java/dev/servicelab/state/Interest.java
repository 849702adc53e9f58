package dev.servicelab.state;

/**
 * Which objects a consumer wants. What it does not want is neither listed nor watched, so that its
 * permissions and its memory stay small.
 *
 * @param servicesAndSlices which Services and EndpointSlices
 * @param nodeName the one Node to watch; empty for none, {@code *} for all
 * @param namespaces whether namespace names are wanted
 * @param pods whether Pods are wanted
 * @param early whether to deliver what there is when the first list of some kind is refused: not
 *     {@link ClusterSnapshot#whole}, until that list is there as well. Only for who can say "I do
 *     not know".
 * @param labels which Services, EndpointSlices and Pods by their labels; the source compares them,
 *     so that nobody need keep them
 * @param namespaceLabels which namespaces by their labels, likewise
 */
public record Interest(
    Selection servicesAndSlices,
    String nodeName,
    boolean namespaces,
    boolean pods,
    boolean early,
    LabelSelector labels,
    LabelSelector namespaceLabels) {

  /** Whatever labels the objects have, and nothing before everything is there. */
  public Interest(Selection servicesAndSlices, String nodeName, boolean namespaces, boolean pods) {
    this(
        servicesAndSlices,
        nodeName,
        namespaces,
        pods,
        /* early= */ false,
        LabelSelector.ALL,
        LabelSelector.ALL);
  }

  /** Which Services and EndpointSlices. */
  public enum Selection {
    /** All of them: DNS serves headless Services too. */
    ALL,
    /** All Services, no EndpointSlices: who knows no endpoints need not keep them. */
    SERVICES,
    /**
     * Without labels {@code service.kubernetes.io/service-proxy-name} and {@code
     * service.kubernetes.io/headless}: what a Service proxy programs.
     */
    PROXIED
  }

  /** What the proxy of one node wants. */
  public static Interest proxy(String nodeName) {
    return new Interest(Selection.PROXIED, nodeName, false, false);
  }

  /** What a cluster DNS wants; {@code pods} only with its option {@code pods verified}. */
  public static Interest dns(boolean pods) {
    return new Interest(
        Selection.ALL,
        "",
        /* namespaces= */ true,
        pods,
        /* early= */ true,
        LabelSelector.ALL,
        LabelSelector.ALL);
  }

  /** The same without EndpointSlices. */
  public Interest withoutSlices() {
    return new Interest(
        Selection.SERVICES, nodeName, namespaces, pods, early, labels, namespaceLabels);
  }

  /** The same, limited to objects and to namespaces with such labels. */
  public Interest limitedTo(LabelSelector labels, LabelSelector namespaceLabels) {
    return new Interest(
        servicesAndSlices, nodeName, namespaces, pods, early, labels, namespaceLabels);
  }
}

package dev.servicelab.state;

/**
 * What {@code kubectl get events} shows: an Event of {@code events.k8s.io/v1}.
 *
 * @param kind the object's kind, such as {@code Node}
 * @param object which object; without a namespace if its kind has none
 * @param warning whether it is a Warning; otherwise it is Normal
 * @param reason why, in one CamelCase word: {@code Starting}
 * @param action what was done or tried, likewise: {@code StartKubeProxy}
 * @param note more words for people; may be empty
 */
public record ClusterEvent(
    String kind, ObjectName object, boolean warning, String reason, String action, String note) {}

package dev.servicelab.labs.traffic;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What became of a number of requests, each on a connection of its own.
 *
 * @param source who asked, in the reader's words
 * @param target what was asked, as host and port
 * @param wanted how many requests were to be made; fewer replies mean that the rest was given up
 *     after the first failure
 * @param replies in the order of the requests
 */
public record Replies(String source, String target, int wanted, List<Reply> replies) {

  /** Keeps a copy of the list. */
  public Replies {
    replies = List.copyOf(replies);
  }

  /** The requests that were answered. */
  public List<Reply.Answered> answered() {
    return replies.stream()
        .filter(Reply.Answered.class::isInstance)
        .map(Reply.Answered.class::cast)
        .toList();
  }

  /** Why each of the others was not answered; empty when all were. */
  public List<String> failures() {
    return replies.stream()
        .filter(Reply.Unanswered.class::isInstance)
        .map(reply -> ((Reply.Unanswered) reply).reason())
        .toList();
  }

  /** How many requests each pod answered, by the pod's name. */
  public Map<String, Long> byPod() {
    return answered().stream()
        .collect(Collectors.groupingBy(Reply.Answered::pod, TreeMap::new, Collectors.counting()));
  }

  @Override
  public String toString() {
    String answers = byPod().isEmpty() ? "no answer" : "answers " + byPod();
    String failures = failures().isEmpty() ? "" : ", unanswered " + failures();
    return "%d requests from %s to %s: %s%s".formatted(wanted, source, target, answers, failures);
  }
}

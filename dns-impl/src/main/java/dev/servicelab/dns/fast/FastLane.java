package dev.servicelab.dns.fast;

/**
 * What a plugin means for questions that could be answered from ready-made bytes, without calling
 * it. A server block has a fast lane if every plugin up to one that {@link Answers} says something
 * other than {@link Closed}; what stands behind that one does not matter, as the questions it owns
 * never get there.
 */
public sealed interface FastLane {

  /** Every query has to pass through the plugin itself: the safe default. */
  FastLane CLOSED = new Closed();

  /** Replies from memory would be the same without the plugin. */
  FastLane OPEN = new Open();

  /** The plugin puts the addresses of an answer in another order each time. */
  FastLane SHUFFLES = new Shuffles();

  /** See {@link #CLOSED}. */
  record Closed() implements FastLane {}

  /** See {@link #OPEN}. */
  record Open() implements FastLane {}

  /** See {@link #SHUFFLES}. */
  record Shuffles() implements FastLane {}

  /**
   * The plugin wants to hear of each reply, but changes none.
   *
   * @param counts gets them
   */
  record Counts(FastCounts counts) implements FastLane {}

  /**
   * The plugin knows answers as bytes.
   *
   * @param answers where they are looked up
   */
  record Answers(ReadyAnswers answers) implements FastLane {}
}

package dev.servicelab.dns.fast;

import org.jspecify.annotations.Nullable;

/** Answers as bytes. Asked by several threads at once; looking one up allocates nothing. */
@FunctionalInterface
public interface ReadyAnswers {

  /**
   * The answer to a question.
   *
   * @return null if somebody else may know it; {@link ReadyAnswer#ASK_THE_PLUGINS} if nobody can
   *     but the plugins themselves
   */
  @Nullable ReadyAnswer find(Question question);
}

package dev.servicelab.dns.fast;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Name;

/**
 * Replies that somebody keeps for a while, found by the bytes of a packet. A question has two
 * places its reply may stand in; when both are taken the older one gives way. So it never grows,
 * whatever is asked for.
 */
public final class ReadyReplies implements ReadyAnswers {

  /** A power of two, above what a cache keeps by default. */
  private static final int PLACES = 1 << 14;

  /** Upstream names belong to no zone of ours: no part of them is spelled as the client does. */
  private static final WireName NO_ZONE = WireName.of(Name.root);

  private final AtomicReferenceArray<@Nullable Place> places = new AtomicReferenceArray<>(PLACES);

  /** A reply that knows how long it holds. */
  @FunctionalInterface
  public interface Kept {
    /**
     * The reply of this moment; seldom made anew.
     *
     * @param question what is asked
     * @return null if only the plugins can answer now
     */
    @Nullable ReadyAnswer now(Question question);
  }

  @SuppressWarnings("ArrayRecordComponent") // compared by Question, never by equals
  private record Place(byte[] name, int hash, int type, boolean dnssecOk, Kept kept) {
    boolean isFor(Question question) {
      return hash == question.hash()
          && type == question.type()
          && dnssecOk == question.dnssecOk()
          && question.isNamed(name);
    }

    boolean isForTheSame(Place other) {
      return hash == other.hash && type == other.type && dnssecOk == other.dnssecOk;
    }
  }

  /**
   * Keeps a reply, in the place of the one for the same question if it is there.
   *
   * @param dnssecOk whether it is for clients that set DO
   */
  public void keep(Name name, int type, boolean dnssecOk, Kept kept) {
    byte[] lowerCase = name.toWireCanonical();
    Place place = new Place(lowerCase, Question.hashOf(lowerCase), type, dnssecOk, kept);
    int first = first(place.hash(), type);
    Place there = places.get(first);
    if (there != null && !there.isForTheSame(place)) {
      places.set(first + 1, there);
    }
    places.set(first, place);
  }

  /**
   * A reply as bytes, made from the whole message to a client without EDNS that asks in lower case.
   */
  public static ReadyAnswer ready(byte[] message) {
    return new AnswerReader(message, NO_ZONE).answer();
  }

  @Override
  public @Nullable ReadyAnswer find(Question question) {
    if (question.checkingDisabled()) {
      return null;
    }
    int first = first(question.hash(), question.type());
    Place place = places.get(first);
    if (place == null || !place.isFor(question)) {
      place = places.get(first + 1);
    }
    return place == null || !place.isFor(question) ? null : place.kept().now(question);
  }

  /** The first of the two neighbours. */
  private static int first(int hash, int type) {
    return (hash ^ (type << 5)) & (PLACES - 2);
  }
}

package dev.servicelab.dns.fast;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Name;

/** Replies that somebody keeps for a while, found by the bytes of a packet. */
public final class ReadyReplies implements ReadyAnswers {

  /** More than three times what a cache keeps by default. */
  private static final int PLACES = 1 << 15;

  /** Upstream names belong to no zone of ours: no part of them is spelled as the client does. */
  private static final WireName NO_ZONE = WireName.of(Name.root);

  private final RecentlyUsed<Place> places =
      new RecentlyUsed<>(PLACES, Place::isFor, Place::isForTheSame);

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
      return type == other.type && dnssecOk == other.dnssecOk && Arrays.equals(name, other.name);
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
    places.put(spread(place.hash(), type), place);
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
    Place place = places.find(spread(question.hash(), question.type()), question);
    return place == null ? null : place.kept().now(question);
  }

  /** The types of a name are not to crowd each other out. */
  private static int spread(int hash, int type) {
    return hash ^ (type << 5);
  }
}

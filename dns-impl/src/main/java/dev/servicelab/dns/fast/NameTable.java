package dev.servicelab.dns.fast;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * Zones of which everything is known, with the answers to what was asked so far as bytes. An answer
 * is made at the first question for it and stays as long as what it was made from; so a change
 * costs as much as it touches, and memory only what is asked for.
 */
public final class NameTable implements ReadyAnswers {

  /** A type that no name has: its absence at the zone's own name shows what a denial looks like. */
  public static final int ABSENT_TYPE = Type.NULL;

  private static final int NXDOMAIN = 3;

  /** Four times the names of some thousand Services with what search lists make of them. */
  private static final int PLACES = 1 << 16;

  private final List<Name> zoneNames;
  private final List<WireName> zones;
  private final RecentlyUsed<KnownName> known =
      new RecentlyUsed<>(PLACES, KnownName::isAskedBy, KnownName::isNamedAs);
  private volatile @Nullable State state;

  /** A table that knows nothing yet, so all questions go to the plugins. */
  public NameTable(Collection<Name> zones) {
    this.zoneNames = List.copyOf(zones);
    this.zones = zones.stream().map(WireName::of).toList();
  }

  /** One state of the zones. Immutable; nothing in it may wait for anybody. */
  public interface Source {

    /**
     * What all answers about a name are made from: the same instance as before only if all of them
     * are the same as before, but for the SOA of denials.
     */
    Object origin(Name name);

    /** The plugins' reply to this question from a client without EDNS over TCP. */
    Reply reply(Name name, int type);
  }

  /** A reply of the plugins. */
  public sealed interface Reply {

    /** With records, or the denial of {@link NameTable#ABSENT_TYPE}: the whole message. */
    @SuppressWarnings("ArrayRecordComponent") // read once, never compared
    record Message(byte[] bytes) implements Reply {}

    /** The name exists without this type. */
    record NoData() implements Reply {}

    /** There is no such name. */
    record NameError() implements Reply {}

    /** Not theirs to keep: an alias, a name that another plugin answers for. */
    record NotReady() implements Reply {}
  }

  private record State(Source source, List<Denial> denials, long version) {}

  /**
   * What a zone says about absent types and absent names.
   *
   * @param mentioned branches of the zone that are named in it: in the denial of a name below,
   *     these labels are the client's spelling too
   */
  private record Denial(ReadyAnswer noData, ReadyAnswer nameError, List<Name> mentioned) {}

  /** Answers from this source from now on. Called by one thread at a time. */
  public void serve(Source source) {
    State old = state;
    List<Denial> denials = zoneNames.stream().map(zone -> denial(source, zone)).toList();
    state = new State(source, denials, old == null ? 0 : old.version() + 1);
  }

  @Override
  public @Nullable ReadyAnswer find(Question question) {
    int zone = zoneOf(question);
    if (zone < 0) {
      return null;
    }
    State now = state;
    if (now == null) {
      return ReadyAnswer.ASK_THE_PLUGINS;
    }
    KnownName name = known.find(question.hash(), question);
    ReadyAnswer answer = null;
    if (name != null && name.version() == now.version()) {
      answer = name.find(question.type());
    }
    if (answer == null) {
      answer = make(now, name, question, zone);
    }
    if (answer == ReadyAnswer.NO_DATA) {
      return now.denials().get(zone).noData();
    }
    return answer == ReadyAnswer.NAME_ERROR ? now.denials().get(zone).nameError() : answer;
  }

  private int zoneOf(Question question) {
    int found = -1;
    for (int i = 0; i < zones.size(); i++) {
      if (question.isUnder(zones.get(i))
          && (found < 0 || zones.get(i).labels() > zones.get(found).labels())) {
        found = i;
      }
    }
    return found;
  }

  // The same instance is what an origin promises.
  @SuppressWarnings("ReferenceEquality")
  private ReadyAnswer make(State now, @Nullable KnownName before, Question question, int zone) {
    Name asked = name(question.lowerCaseName());
    Object origin = now.source().origin(asked);
    KnownName name = before;
    if (name == null || name.origin() != origin) {
      name = new KnownName(question.lowerCaseName(), origin);
      known.put(name.hash(), name);
    }
    name.checked(now.version());
    ReadyAnswer answer = name.find(question.type());
    if (answer == null && name.hasRoom()) {
      answer = answer(now, asked, question.type(), zone);
      name.keep(question.type(), answer);
    }
    return answer == null ? ReadyAnswer.ASK_THE_PLUGINS : answer;
  }

  private ReadyAnswer answer(State now, Name asked, int type, int zone) {
    return switch (now.source().reply(asked, type)) {
      case Reply.Message message -> new AnswerReader(message.bytes(), zones.get(zone)).answer();
      case Reply.NoData none -> denied(now, asked, zone, ReadyAnswer.NO_DATA);
      case Reply.NameError none -> denied(now, asked, zone, ReadyAnswer.NAME_ERROR);
      case Reply.NotReady elsewhere -> ReadyAnswer.ASK_THE_PLUGINS;
    };
  }

  private static ReadyAnswer denied(State now, Name asked, int zone, ReadyAnswer how) {
    boolean mentioned = now.denials().get(zone).mentioned().stream().anyMatch(asked::subdomain);
    return mentioned ? ReadyAnswer.ASK_THE_PLUGINS : how;
  }

  private static Denial denial(Source source, Name zone) {
    if (source.reply(zone, ABSENT_TYPE) instanceof Reply.Message message) {
      ReadyAnswer noData = new AnswerReader(message.bytes(), WireName.of(zone)).denial();
      return new Denial(noData, noData.withRcode(NXDOMAIN), mentioned(message.bytes(), zone));
    }
    return new Denial(ReadyAnswer.ASK_THE_PLUGINS, ReadyAnswer.ASK_THE_PLUGINS, List.of());
  }

  private static List<Name> mentioned(byte[] denial, Name zone) {
    try {
      return new Message(denial)
          .getSection(Section.AUTHORITY).stream()
              .filter(SOARecord.class::isInstance)
              .map(SOARecord.class::cast)
              .flatMap(soa -> Stream.of(soa.getHost(), soa.getAdmin()))
              .filter(name -> name.labels() > zone.labels())
              .map(name -> new Name(name, name.labels() - zone.labels() - 1))
              .toList();
    } catch (IOException e) {
      throw new IllegalStateException("a reply did not survive its own wire form", e);
    }
  }

  private static Name name(byte[] wire) {
    try {
      return new Name(wire);
    } catch (IOException e) {
      throw new IllegalStateException("a name did not survive its own wire form", e);
    }
  }
}

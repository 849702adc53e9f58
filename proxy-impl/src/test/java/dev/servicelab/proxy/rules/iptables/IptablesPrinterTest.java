package dev.servicelab.proxy.rules.iptables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.proxy.net.Cidr;
import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.proxy.rules.iptables.Match.State;
import dev.servicelab.state.Protocol;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The texts are what iptables-save prints for such a rule. */
class IptablesPrinterTest {
  private static final Target ACCEPT = new Target.Accept();

  @ParameterizedTest
  @MethodSource({"matches", "targets"})
  void asIptablesSave(Rule rule, String text) {
    assertThat(new IptablesPrinter(IpFamily.IPV4).rule(rule)).isEqualTo(text);
  }

  @Test
  void ipv6RejectsInItsOwnWords() {
    assertThat(new IptablesPrinter(IpFamily.IPV6).rule(Rule.of(new Target.Reject())))
        .isEqualTo("-j REJECT --reject-with icmp6-port-unreachable");
  }

  @Test
  void everyMatchAndTargetIsTried() {
    assertThat(
            matches()
                .flatMap(arguments -> rule(arguments).matches().stream())
                .map(Object::getClass))
        .containsAll(records(Match.class));
    assertThat(targets().map(arguments -> rule(arguments).target()).map(Object::getClass))
        .containsAll(records(Target.class));
  }

  static Stream<Arguments> matches() {
    return Stream.of(
        match("-s 10.244.0.0/16", new Match.Source(Cidr.parse("10.244.0.0/16"), false)),
        match("! -s 127.0.0.0/8", new Match.Source(Cidr.parse("127.0.0.0/8"), true)),
        match("-d 10.96.0.1/32", new Match.Destination(Cidr.of("10.96.0.1"), false)),
        match("-p tcp -m tcp --dport 80", new Match.Transport(Protocol.TCP, OptionalInt.of(80))),
        match("-p sctp -m sctp", new Match.Transport(Protocol.SCTP, OptionalInt.empty())),
        match("-m comment --comment a-b_c", new Match.Comment("a-b_c")),
        match("-m comment --comment \"a/b \\\"c\\\"\"", new Match.Comment("a/b \"c\"")),
        match("-m comment --comment \"a \\'b\\' \\\\\"", new Match.Comment("a 'b' \\")),
        match("-m addrtype --dst-type LOCAL", new Match.ToThisNode()),
        match("-m addrtype --src-type LOCAL", new Match.FromThisNode()),
        match("-m addrtype ! --src-type LOCAL", new Match.NotFromThisNode()),
        match("-m physdev ! --physdev-is-in", new Match.NotBridged()),
        match(
            "-p udp -m comment --comment c -m set --match-set KUBE-X dst,src",
            new Match.OfProtocol(Protocol.UDP),
            new Match.Comment("c"),
            new Match.InSet("KUBE-X", List.of(Match.Side.DST, Match.Side.SRC))),
        match(
            "-m ipvs --vproto 6 --vaddr 192.0.2.1 --vport 80",
            new Match.OfVirtualServer("192.0.2.1", Protocol.TCP, 80)),
        match("! -i cbr0", new Match.FromInterface("cbr0", true)),
        match(
            "-i veth+ -p tcp -m tcp",
            new Match.Transport(Protocol.TCP, OptionalInt.empty()),
            new Match.FromInterface("veth+", false)),
        match(
            "-m recent --rcheck --seconds 10800 --reap --name K --mask 255.255.255.255 --rsource",
            new Match.RecentCheck("K", 10_800)),
        match(
            "-m recent --set --name K --mask 255.255.255.255 --rsource", new Match.RecentSet("K")),
        match(
            "-m conntrack ! --ctstate RELATED,DNAT",
            new Match.ConnectionState(List.of(State.RELATED, State.DNAT), true)),
        match("-m mark ! --mark 0x4000/0x4000", new Match.Mark(0x4000, 0x4000, true)),
        match("-m statistic --mode random --probability 0.33333333349", new Match.OneIn(3)),
        match("-m statistic --mode random --probability 0.14285714272", new Match.OneIn(7)),
        match("-m nfacct --nfacct-name  dropped", new Match.Count("dropped")),
        match(
            "-d 10.96.0.1/32 -p tcp -m comment --comment c -m tcp --dport 80",
            new Match.Comment("c"),
            new Match.Transport(Protocol.TCP, OptionalInt.of(80)),
            new Match.Destination(Cidr.of("10.96.0.1"), false)));
  }

  static Stream<Arguments> targets() {
    return Stream.of(
        target("-j KUBE-SERVICES", new Target.Jump("KUBE-SERVICES")),
        target("-j DNAT --to-destination 10.0.0.1:80", new Target.Dnat("10.0.0.1:80")),
        target("-j MASQUERADE --random-fully", new Target.Masquerade(true)),
        target("-j MASQUERADE", new Target.Masquerade(false)),
        target("-j MARK --set-xmark 0x4000/0x0", new Target.SetMark(0x4000, 0)),
        target("", new Target.None()),
        target("-j ACCEPT", ACCEPT),
        target("-j DROP", new Target.Drop()),
        target("-j REJECT --reject-with icmp-port-unreachable", new Target.Reject()),
        target("-j RETURN", new Target.Return()));
  }

  private static Arguments match(String text, Match... matches) {
    return Arguments.of(Rule.of(ACCEPT, matches), text + " -j ACCEPT");
  }

  private static Arguments target(String text, Target target) {
    return Arguments.of(Rule.of(target), text);
  }

  private static Rule rule(Arguments arguments) {
    return (Rule) arguments.get()[0];
  }

  private static List<Class<?>> records(Class<?> type) {
    return Arrays.stream(type.getPermittedSubclasses()).<Class<?>>map(c -> c).toList();
  }
}

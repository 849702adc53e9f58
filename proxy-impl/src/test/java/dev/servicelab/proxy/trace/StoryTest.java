package dev.servicelab.proxy.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.proxy.net.Cidr;
import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.proxy.rules.iptables.Cause;
import dev.servicelab.proxy.rules.iptables.Chain;
import dev.servicelab.proxy.rules.iptables.ChainId;
import dev.servicelab.proxy.rules.iptables.IptablesRules;
import dev.servicelab.proxy.rules.iptables.JumpRule;
import dev.servicelab.proxy.rules.iptables.Match;
import dev.servicelab.proxy.rules.iptables.Rule;
import dev.servicelab.proxy.rules.iptables.Table;
import dev.servicelab.proxy.rules.iptables.Target;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A story tells every way with its odds, and each rule with what it does and why it is there. */
class StoryTest {
  private static final ChainId SERVICES = new ChainId(Table.NAT, "KUBE-SERVICES");
  private static final Cause ENDPOINT =
      new Cause("EndpointSlice shop/web-x7", "endpoints[].addresses");

  @Test
  void everyWayIsTold() {
    assertThat(story(Set.of()))
        .isEqualTo(
            """
            TCP from 10.244.1.9 to 10.96.0.20:80, the first packet of its connection, \
            sent by a pod or another machine

            Way 1 of 2, taken by 25.00 %: to 10.244.1.2:8080, which sees the client's own address \
            10.244.1.9
              1 nat: -A PREROUTING -j KUBE-SERVICES
                  goes on in KUBE-SERVICES (on every node, whatever its Services)
              2 nat: -A KUBE-SERVICES -m statistic --mode random --probability 0.25000000000 \
            -j DNAT --to-destination 10.244.1.2:8080
                  by a chance of one in 4, goes to 10.244.1.2:8080 from here on (because of \
            EndpointSlice shop/web-x7, endpoints[].addresses)

            Way 2 of 2, taken by 75.00 %: goes on as it is, to wherever it was going
               as in way 1 up to its rule 1, then
               no rule of the proxy holds for it
            """);
  }

  @Test
  void affinityDecidesWhereItRemembersTheClient() {
    assertThat(story(Set.of("LIST")))
        .contains("The only way: to 10.244.2.2:8080")
        .contains("as this client was sent there lately, goes to 10.244.2.2:8080 from here on");
  }

  private static String story(Set<String> noted) {
    Rule sticky =
        Rule.of(new Target.Dnat("10.244.2.2:8080"), new Match.RecentCheck("LIST", 10_800))
            .because(ENDPOINT);
    Rule chance = Rule.of(new Target.Dnat("10.244.1.2:8080"), new Match.OneIn(4)).because(ENDPOINT);
    Rule other = Rule.of(new Target.Drop(), new Match.Source(Cidr.parse("192.0.2.0/24"), false));
    IptablesRules rules =
        new IptablesRules(
            IpFamily.IPV4,
            new TreeMap<>(Map.of(SERVICES, new Chain(SERVICES, List.of(sticky, chance, other)))),
            new TreeSet<>(),
            List.of(
                new JumpRule(
                    new ChainId(Table.NAT, "PREROUTING"),
                    Rule.of(new Target.Jump(SERVICES.name())))));
    Packet packet =
        new PacketText(List.of("172.18.0.2"), Map.of()).read("10.244.1.9", "10.96.0.20:80");
    PacketTracer tracer = new PacketTracer(rules, new NodeAddresses(List.of("172.18.0.2")));
    return new Story(packet, tracer.traces(packet, noted)).text();
  }
}

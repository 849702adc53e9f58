package dev.servicelab.labs.equal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is compared of two kernels in ipvs mode, and what is chance. */
class IpvsStateTest {
  private static final String OURS =
      """
      # ipvsadm
      -A -t 10.200.0.5:30080 -s rr
      -a -t 10.200.0.5:30080 -r 10.244.1.2:8080 -m -w 1
      -A -t 10.96.0.20:80 -s rr
      -a -t 10.96.0.20:80 -r 10.244.1.2:8080 -m -w 1
      -a -t 10.96.0.20:80 -r 10.200.0.50:8080 -m -w 1
      -A -t [fd00:10:200::5]:30080 -s rr
      # ipset
      create KUBE-CLUSTER-IP hash:ip,port family inet hashsize 1024 maxelem 65536 bucketsize 12 initval 0x1f
      add KUBE-CLUSTER-IP 10.96.0.20,tcp:80
      add KUBE-CLUSTER-IP 10.96.0.1,tcp:443
      # link
      3: kube-ipvs0: <BROADCAST,NOARP> mtu 1500 qdisc noop state DOWN \\    link/ether 2e:01:02:03:04:05 brd ff:ff
      # address
      3: kube-ipvs0    inet 10.96.0.20/32 scope global kube-ipvs0\\       valid_lft forever preferred_lft forever
      # iptables
      *filter
      :KUBE-IPVS-OUT-FILTER - [0:0]
      -A KUBE-IPVS-OUT-FILTER -d 198.51.100.1/32 -j DROP
      -A KUBE-IPVS-OUT-FILTER -d 198.51.100.2/32 -j DROP
      COMMIT
      # ip6tables
      """;

  private static final String REFERENCE =
      """
      # ipvsadm
      -A -t 10.96.0.20:80 -s rr
      -a -t 10.96.0.20:80 -r 10.200.0.50:8080 -m -w 1
      -a -t 10.96.0.20:80 -r 10.244.1.2:8080 -m -w 1
      -A -t 10.200.0.6:30080 -s rr
      -a -t 10.200.0.6:30080 -r 10.244.1.2:8080 -m -w 1
      -A -t [fd00:10:200::6]:30080 -s rr
      # ipset
      create KUBE-CLUSTER-IP hash:ip,port family inet hashsize 1024 maxelem 65536 bucketsize 12 initval 0x2e
      add KUBE-CLUSTER-IP 10.96.0.1,tcp:443
      add KUBE-CLUSTER-IP 10.96.0.20,tcp:80
      # link
      7: kube-ipvs0: <BROADCAST,NOARP> mtu 1500 qdisc noop state DOWN \\    link/ether aa:01:02:03:04:05 brd ff:ff
      # address
      7: kube-ipvs0    inet 10.96.0.20/32 scope global kube-ipvs0\\       valid_lft forever preferred_lft forever
      # iptables
      *filter
      :KUBE-IPVS-OUT-FILTER - [0:0]
      -A KUBE-IPVS-OUT-FILTER -d 198.51.100.2/32 -j DROP
      -A KUBE-IPVS-OUT-FILTER -d 198.51.100.1/32 -j DROP
      COMMIT
      # ip6tables
      """;

  @Test
  void orderNumbersAndOwnAddressesAreChance() {
    Comparison comparison = ours(OURS).compare(reference(REFERENCE));

    assertThat(comparison.differences()).isEmpty();
    assertThat(comparison.compared()).isEqualTo(6 + 3 + 2 + 2);
  }

  @Test
  void aWeightAnAddressAndAMemberCount() {
    Comparison comparison =
        ours(OURS.replaceFirst("-w 1", "-w 0").replace("inet 10.96.0.20/32", "inet 10.96.0.2/32"))
            .compare(reference(REFERENCE.replace("add KUBE-CLUSTER-IP 10.96.0.1,tcp:443\n", "")));

    assertThat(comparison.differences().values())
        .flatExtracting(found -> found.stream().map(Difference::chain).toList())
        .containsExactly("ip address", "ipset KUBE-CLUSTER-IP", "ipvsadm -t OWN-IP4:30080");
    assertThat(comparison.differing()).isEqualTo(3);
  }

  private static IpvsState ours(String text) {
    return IpvsState.parse(text, List.of("10.200.0.5", "fd00:10:200::5"));
  }

  private static IpvsState reference(String text) {
    return IpvsState.parse(text, List.of("10.200.0.6", "fd00:10:200::6"));
  }
}

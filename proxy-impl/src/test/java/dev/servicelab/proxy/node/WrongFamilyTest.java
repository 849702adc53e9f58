package dev.servicelab.proxy.node;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.servicelab.proxy.config.ConfigFile;
import dev.servicelab.proxy.config.fields.Values;
import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.proxy.tools.ToolFailed;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WrongFamilyTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "10.244.0.0/16 | IPV4 | false",
        "10.244.0.0/16,fd00::/56 | IPV6 | false",
        "10.244.0.0/16 | IPV6 | true",
        "'' | IPV6 | false",
      })
  void clusterCidrsMayOnlyMissANodeOfBothFamilies(String cidrs, IpFamily primary, boolean dual) {
    assertThatCode(() -> check("cluster-cidr", cidrs, primary, dual)).doesNotThrowAnyException();
  }

  @Test
  void otherwiseNobodyWouldBeKnownAsAPod() {
    assertThatThrownBy(() -> check("cluster-cidr", "fd00::/56", IpFamily.IPV4, false))
        .isInstanceOf(ToolFailed.class)
        .hasMessage("clusterCIDR: no range is IPv4, which the node's address is");
    assertThatThrownBy(() -> check("detect-local-mode", "NodeCIDR", IpFamily.IPV6, true))
        .hasMessage("the Node's podCIDRs: no range is IPv6, which the node's address is");
  }

  @Test
  void nodePortAddressesAreOnlyToldAbout() {
    assertThatCode(() -> check("nodeport-addresses", "fd00::/56", IpFamily.IPV4, false))
        .doesNotThrowAnyException();
  }

  private static void check(String flag, String value, IpFamily primary, boolean dualStack) {
    new WrongFamily(primary, dualStack)
        .check(ConfigFile.settings(Values.ofFlags(Map.of(flag, value))), List.of("10.244.1.0/24"));
  }
}

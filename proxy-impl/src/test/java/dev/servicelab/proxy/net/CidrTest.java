package dev.servicelab.proxy.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {
  @ParameterizedTest
  @CsvSource({
    "10.244.0.0/16, 10.244.255.255, true",
    "10.244.0.0/16, 10.245.0.0, false",
    "10.244.7.9/16, 10.244.0.1, true",
    "0.0.0.0/0, 203.0.113.1, true",
    "10.0.0.1/32, 10.0.0.1, true",
    "10.0.0.0/8, fd00::1, false",
    "fd00:10:244::/56, fd00:10:244:ff::1, true",
    "fd00:10:244::/56, fd00:10:244:100::1, false",
  })
  void contains(String range, String address, boolean expected) {
    assertThat(Cidr.parse(range).contains(address)).isEqualTo(expected);
  }

  @Test
  void bitsBeyondThePrefixAreCleared() {
    assertThat(Cidr.parse("10.244.7.9/16")).hasToString("10.244.0.0/16");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"10.0.0.0", "10.0.0.0/33", "10.0.0.0/x", "ten/8", "fd00::/129", "10.0.0.0/-1"})
  void whatIsNoRange(String text) {
    assertThatThrownBy(() -> Cidr.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}

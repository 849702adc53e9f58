package dev.servicelab.proxy.apply.ipvs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.proxy.tools.ToolFailed;
import dev.servicelab.proxy.tools.ToolResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is told where ipvs mode cannot be: one clear line. */
class IpvsProbeTest {
  @Test
  void aKernelThatCanIsLeftAsItWas() {
    FakeKernel kernel = new FakeKernel();

    assertThat(IpvsProbe.obstacle(kernel, IpFamily.IPV4, "rr")).isEmpty();
    assertThat(IpvsProbe.obstacle(kernel, IpFamily.IPV6, "rr")).isEmpty();
    assertThat(kernel.model.save()).isEmpty();
  }

  @Test
  void anUnknownScheduler() {
    assertThat(
            obstacle(IpFamily.IPV4, "Scheduler or persistence engine not found\nNo such service\n"))
        .isEqualTo(
            "ipvs.scheduler: \"foo\": this kernel has no such scheduler, not even as a module"
                + " (ip_vs_foo)");
  }

  @Test
  void aKernelWithoutIpvs() {
    assertThat(
            obstacle(
                IpFamily.IPV4,
                "Can't initialize ipvs: No such file or directory\nAre you sure that IP Virtual"
                    + " Server is built in the kernel or as module?\n"))
        .startsWith("mode ipvs: this kernel has no IPVS, not even as a module (ip_vs): Can't")
        .doesNotContain("\n");
  }

  @Test
  void aKernelWithoutIpv6ForIpvs() {
    assertThat(obstacle(IpFamily.IPV6, "Operation not supported with IPv6\n"))
        .isEqualTo("this kernel's IPVS has no IPv6: Operation not supported with IPv6");
  }

  @Test
  void aNodeWithoutTheTool() {
    assertThat(
            IpvsProbe.obstacle(
                (command, input) -> {
                  throw new ToolFailed("ipvsadm cannot be run: no such file");
                },
                IpFamily.IPV4,
                "rr"))
        .contains("mode ipvs needs the tool ipvsadm: ipvsadm cannot be run: no such file");
  }

  @Test
  void timeoutsAreWholeSeconds() {
    List<String> commands = new ArrayList<>();

    IpvsProbe.setTimeouts(
        (command, input) -> {
          commands.add(String.join(" ", command));
          return new ToolResult(0, "", "");
        },
        Duration.ofMinutes(15),
        Duration.ZERO,
        Duration.ofSeconds(30));

    assertThat(commands).containsExactly("ipvsadm --set 900 0 30");
  }

  private static String obstacle(IpFamily family, String complaint) {
    return IpvsProbe.obstacle((command, input) -> new ToolResult(2, "", complaint), family, "foo")
        .orElse("");
  }
}

package dev.servicelab.labs.steps.packets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.labs.manifests.Manifests;
import dev.servicelab.labs.traffic.ForeignContainer;
import dev.servicelab.labs.traffic.Requesters;
import dev.servicelab.labs.world.PodView;
import dev.servicelab.labs.world.Pods;
import dev.servicelab.labs.world.Scene;
import io.cucumber.datatable.DataTable;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The packet table on a live cluster. The same table is read by the tracer's tests and by those in
 * network namespaces.
 */
public final class PacketTableSteps {
  private static final int SIDE_BY_SIDE = 12;

  private final Scene scene;
  private final Manifests manifests;
  private final Pods pods;
  private final Requesters requesters;
  private List<PacketLine> lines = List.of();

  /**
   * @param scene the scenario
   * @param manifests those of its feature
   * @param pods its pods
   * @param requesters who can ask
   */
  public PacketTableSteps(Scene scene, Manifests manifests, Pods pods, Requesters requesters) {
    this.scene = scene;
    this.manifests = manifests;
    this.pods = pods;
    this.requesters = requesters;
  }

  /**
   * Pods first, as the slices want their addresses. Status of load balancers is no part of what one
   * applies: a cloud writes it.
   */
  @Given("the manifest is applied, and a cloud has given each load balancer its addresses")
  public void appliedWithStatus() {
    manifests.applyWithStatus(kind -> kind.equals("Pod"));
    List<String> names = manifests.names("Pod");
    scene
        .eventually()
        .see(
            "pods ready: " + names,
            scene.timeouts().podsReady(),
            1,
            () -> names.stream().map(pods::named).toList(),
            found -> assertThat(found).isNotEmpty().allMatch(PodView::ready));
    manifests.applyWithStatus(kind -> !kind.equals("Pod"));
    ForeignContainer outside = ForeignContainer.create(scene.cluster(), "node1", scene.namespace());
    scene.atEnd(outside::remove);
    requesters.add(PacketJudge.OUTSIDE, outside);
  }

  /** Each line is one packet, or as many as it takes to meet every endpoint of its outcome. */
  @Then("^packets show that .+:$")
  public void packets(DataTable table) {
    lines = table.asMaps().stream().map(PacketLine::of).toList();
    sameFate();
  }

  /** All lines of the last table once more. */
  @Then("the packets of the table have the same fate")
  public void sameFate() {
    PacketParties parties = PacketParties.of(scene);
    List<String> wrong = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(SIDE_BY_SIDE)) {
      List<Future<Optional<String>>> running = new ArrayList<>();
      for (int i = 0; i < lines.size(); i++) {
        running.add(threads.submit(judge(parties, lines.get(i), scene.namespace() + "_" + i)));
      }
      running.forEach(one -> finished(one).ifPresent(wrong::add));
    }
    assertThat(lines).as("the lines of a table").isNotEmpty();
    assertThat(wrong).as("lines that are not so, of %d", lines.size()).isEmpty();
  }

  private Callable<Optional<String>> judge(PacketParties parties, PacketLine line, String name) {
    return () -> {
      try {
        PacketJudge judge = new PacketJudge(scene, parties, requesters, line, name);
        scene
            .eventually()
            .see(line.toString(), scene.timeouts().traffic(), 1, () -> line, each -> judge.judge());
        return Optional.empty();
      } catch (AssertionError e) {
        return Optional.of(String.valueOf(e.getMessage()));
      }
    };
  }

  private static Optional<String> finished(Future<Optional<String>> running) {
    try {
      return running.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while packets were under way", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }
}

package dev.servicelab.labs.steps;

import dev.servicelab.labs.cluster.ClusterPool;
import dev.servicelab.labs.cluster.ClusterSpec;
import dev.servicelab.labs.cluster.Evidence;
import dev.servicelab.labs.cluster.Implementation;
import dev.servicelab.labs.cluster.Mode;
import dev.servicelab.labs.course.ModeTags;
import dev.servicelab.labs.course.OwnOnly;
import dev.servicelab.labs.world.Scene;
import io.cucumber.java.After;
import io.cucumber.java.Before;
import io.cucumber.java.Scenario;
import org.opentest4j.TestAbortedException;

/**
 * Gives each scenario its namespace, and takes all of its namespaces away when the evidence of a
 * failure is in the report.
 */
public final class ScenarioHooks {

  private static final int FIRST = 20_000;
  private static final int UNDO = 10_000;
  private static final int LAST = 0;

  private final Scene scene;

  /**
   * @param scene of the scenario that begins
   */
  public ScenarioHooks(Scene scene) {
    this.scene = scene;
  }

  /**
   * Skips a scenario whose point is lost on fewer nodes.
   *
   * @throws TestAbortedException with the reason, which the report shows
   */
  @Before(value = "@three-nodes", order = -1)
  public void needThreeNodes() {
    int nodes = ClusterSpec.fromSystemProperties().nodes();
    if (nodes < 3) {
      throw new TestAbortedException("needs three nodes, and this cluster has " + nodes);
    }
  }

  /**
   * Skips a scenario about how another mode does it.
   *
   * @throws TestAbortedException with the reason, which the report shows
   */
  @Before(order = -1)
  public void needMode(Scenario scenario) {
    Mode mode = ClusterSpec.fromSystemProperties().mode();
    if (!ModeTags.includes(scenario.getSourceTagNames(), mode)) {
      throw new TestAbortedException("is about another mode than " + mode.word());
    }
  }

  /**
   * Skips a scenario for which the nodes must have other kernels than this machine.
   *
   * @throws TestAbortedException with the reason, which the report shows
   */
  @Before(value = "@own-kernels", order = -1)
  public void needOwnKernels() {
    ClusterSpec spec = ClusterSpec.fromSystemProperties();
    if (!ClusterPool.get(spec).ownKernels()) {
      throw new TestAbortedException("needs nodes with kernels of their own");
    }
  }

  /**
   * Skips a scenario that the reference proxy or the reference DNS does not pass.
   *
   * @throws TestAbortedException with the reason, which the report shows
   */
  @Before(value = OwnOnly.TAG, order = -1)
  public void needOwn(Scenario scenario) {
    ClusterSpec spec = ClusterSpec.fromSystemProperties();
    boolean aboutDns = scenario.getSourceTagNames().contains(OwnOnly.DNS);
    if ((aboutDns ? spec.dns() : spec.proxy()) == Implementation.REFERENCE) {
      throw new TestAbortedException(OwnOnly.reason(scenario.getSourceTagNames()).orElseThrow());
    }
  }

  /** Waits for the scenario's turn and makes its namespace. */
  @Before(order = 0)
  public void begin(Scenario scenario) {
    scene.begin(scenario);
  }

  /**
   * Attaches the state of the cluster to a failed scenario, while what it is about still exists. A
   * manifest that was refused left nothing to look at.
   */
  @After(order = FIRST)
  public void collectEvidence(Scenario scenario) {
    if (scenario.isFailed() && scene.populated()) {
      for (Evidence piece : Evidence.collect(scene.cluster(), scene.namespaces())) {
        scene.attach(piece.name(), piece.text());
      }
    }
  }

  /** Takes back what the scenario did outside of its namespaces. */
  @After(order = UNDO)
  public void undo() {
    scene.undo();
  }

  /** Removes the namespaces without waiting for that, and ends the turn. */
  @After(order = LAST)
  public void end() {
    scene.end();
  }
}

package dev.servicelab.labs.steps;

import dev.servicelab.labs.cluster.Evidence;
import dev.servicelab.labs.world.Namespaces;
import dev.servicelab.labs.world.Scene;
import io.cucumber.java.After;
import io.cucumber.java.Before;
import io.cucumber.java.Scenario;

/**
 * Gives each scenario its namespace, and takes it away when the evidence of a failure is in the
 * report.
 */
public final class ScenarioHooks {

  private static final int FIRST = 20_000;
  private static final int LAST = 0;

  private final Scene scene;

  /**
   * @param scene of the scenario that begins
   */
  public ScenarioHooks(Scene scene) {
    this.scene = scene;
  }

  /** Makes the namespace. */
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
      for (Evidence piece : Evidence.collect(scene.cluster(), scene.namespace())) {
        scene.attach(piece.name(), piece.text());
      }
    }
  }

  /** Removes the namespace without waiting for it. */
  @After(order = LAST)
  public void end() {
    scene.namespaceIfAny().ifPresent(name -> Namespaces.remove(scene.cluster(), name));
  }
}

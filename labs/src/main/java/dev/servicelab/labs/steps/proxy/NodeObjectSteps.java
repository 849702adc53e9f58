package dev.servicelab.labs.steps.proxy;

import dev.servicelab.labs.world.Scene;
import io.cucumber.java.en.When;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Taint;
import java.util.function.Consumer;

/** What the API server knows of a node, changed for the time of a scenario. */
public final class NodeObjectSteps {
  private final Scene scene;

  /**
   * @param scene the scenario
   */
  public NodeObjectSteps(Scene scene) {
    this.scene = scene;
  }

  /** Labels a node that does not have the label; it goes with the scenario. */
  @When("node {string} is labelled {word}={word}")
  public void label(String node, String label, String value) {
    edit(node, builder -> builder.editMetadata().addToLabels(label, value).endMetadata());
    scene.atEnd(
        () -> edit(node, builder -> builder.editMetadata().removeFromLabels(label).endMetadata()));
  }

  /** Taints a node so weakly that no pod minds; it goes with the scenario. */
  @When("node {string} is tainted with {string}, effect PreferNoSchedule")
  public void taint(String node, String key) {
    Taint taint = new Taint("PreferNoSchedule", key, null, "true");
    edit(node, builder -> builder.editSpec().addToTaints(taint).endSpec());
    scene.atEnd(() -> removeTaint(node, key));
  }

  /** Takes the taint away again. */
  @When("the taint {string} of node {string} is removed")
  public void untaint(String key, String node) {
    removeTaint(node, key);
  }

  private void removeTaint(String node, String key) {
    edit(
        node,
        builder ->
            builder
                .editSpec()
                .removeMatchingFromTaints(taint -> key.equals(taint.getKey()))
                .endSpec());
  }

  private void edit(String node, Consumer<NodeBuilder> change) {
    scene
        .client()
        .nodes()
        .withName(node)
        .edit(
            (Node object) -> {
              NodeBuilder builder = new NodeBuilder(object);
              change.accept(builder);
              return builder.build();
            });
    scene.changed();
  }
}

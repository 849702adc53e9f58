package dev.servicelab.labs.steps.proxy;

import dev.servicelab.labs.world.Scene;
import io.cucumber.java.en.When;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
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

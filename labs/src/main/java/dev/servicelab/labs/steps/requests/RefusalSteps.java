package dev.servicelab.labs.steps.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.servicelab.labs.manifests.ManifestFailed;
import dev.servicelab.labs.manifests.Manifests;
import dev.servicelab.labs.world.Scene;
import io.cucumber.java.en.Then;

/** Objects that the API server does not take. */
public final class RefusalSteps {

  private final Scene scene;
  private final Manifests manifests;

  /**
   * @param scene the scenario
   * @param manifests its manifest
   */
  public RefusalSteps(Scene scene, Manifests manifests) {
    this.scene = scene;
    this.manifests = manifests;
  }

  /**
   * The API server names the field and says what is wrong with it; nothing else is wrong with the
   * object, and it does not exist afterwards.
   *
   * @param field as the API server writes it, e.g. {@code spec.dnsConfig.searches[0]}
   * @param reason the beginning of what it says of the field
   */
  @Then("the API server refuses the {kind} {string} for its field {string}, saying {string}")
  public void refuses(String kind, String name, String field, String reason) {
    ManifestFailed refusal =
        catchThrowableOfType(ManifestFailed.class, () -> manifests.apply(kind, name));
    assertThat(refusal).as("the API server took the %s %s", kind, name).isNotNull();
    scene.attach("refusal", String.valueOf(refusal.getMessage()));
    assertThat(refusal).hasMessageContaining("%s %s: %s: %s".formatted(kind, name, field, reason));
    assertThat(refusal.getMessage()).as("refusals").hasLineCount(1);
  }
}

package dev.servicelab.labs.steps;

import dev.servicelab.labs.manifests.Manifests;
import io.cucumber.java.en.Given;

/** The manifest of the same name as the feature file. */
public final class ManifestSteps {

  private final Manifests manifests;

  /**
   * @param manifests of the scenario
   */
  public ManifestSteps(Manifests manifests) {
    this.manifests = manifests;
  }

  /** Applies all objects of the manifest. */
  @Given("the manifest is applied")
  public void applyAll() {
    manifests.applyAll();
  }

  /** Applies the Service of this name out of the manifest. */
  @Given("the Service {string} is applied")
  public void applyService(String name) {
    manifests.apply("Service", name);
  }

  /** Applies the Pod of this name out of the manifest. */
  @Given("the Pod {string} is applied")
  public void applyPod(String name) {
    manifests.apply("Pod", name);
  }
}

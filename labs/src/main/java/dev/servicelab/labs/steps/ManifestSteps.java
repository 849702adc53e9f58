package dev.servicelab.labs.steps;

import dev.servicelab.labs.manifests.Manifests;
import io.cucumber.java.ParameterType;
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

  /**
   * Applies the object of this kind and name out of the manifest, which makes it or changes what is
   * there.
   */
  @Given("the {kind} {string} is applied")
  public void apply(String kind, String name) {
    manifests.apply(kind, name);
  }

  /** A kind of object as manifests write it. */
  @ParameterType("Service|Pod|Deployment|StatefulSet|Endpoints|EndpointSlice|ConfigMap|DaemonSet")
  public String kind(String text) {
    return text;
  }
}

package dev.servicelab.labs.steps;

import dev.servicelab.labs.manifests.Manifests;
import dev.servicelab.labs.world.Scene;
import io.cucumber.java.ParameterType;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.When;

/** The manifest of the same name as the feature file. */
public final class ManifestSteps {

  private final Scene scene;
  private final Manifests manifests;

  /**
   * @param scene the scenario
   * @param manifests those of its feature
   */
  public ManifestSteps(Scene scene, Manifests manifests) {
    this.scene = scene;
    this.manifests = manifests;
  }

  /** Applies all objects of the manifest, each in its first version. */
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

  /**
   * Changes an object: applies another version of it, which the manifest tells apart by the
   * annotation {@code dev.servicelab.version}.
   */
  @When("the {kind} {string} is applied again, now {string}")
  public void apply(String kind, String name, String version) {
    manifests.apply(kind, name, version);
  }

  /**
   * Applies one object to a second namespace of the scenario, made for it. The steps that name a
   * pod find it there; a name of a pod must not be in both.
   */
  @Given("the {kind} {string} is applied in another namespace")
  public void applyInAnotherNamespace(String kind, String name) {
    manifests.applyIn(scene.namespace("another"), kind, name);
  }

  /** A kind of object as manifests write it. */
  @ParameterType("Service|Pod|Deployment|StatefulSet|Endpoints|EndpointSlice|ConfigMap|DaemonSet")
  public String kind(String text) {
    return text;
  }
}

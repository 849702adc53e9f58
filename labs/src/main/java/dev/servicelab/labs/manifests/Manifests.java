package dev.servicelab.labs.manifests;

import dev.servicelab.labs.machine.ProjectRoot;
import dev.servicelab.labs.world.FeatureFile;
import dev.servicelab.labs.world.Scene;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Applies the manifest of the scenario's feature to the scenario's namespaces. */
public final class Manifests {

  /**
   * How server-side apply names a field that its schema refuses: {@code .spec.replicsa: field not
   * declared in schema}.
   */
  private static final Pattern SCHEMA_ERROR =
      Pattern.compile("(\\.[\\w.\\[\\]=\"/-]+): (.+)", Pattern.DOTALL);

  private final Scene scene;

  /**
   * @param scene whose feature and namespace are meant
   */
  public Manifests(Scene scene) {
    this.scene = scene;
  }

  /**
   * Applies every object of the manifest, in its order, and none that is another version of one of
   * them.
   *
   * @throws ManifestFailed if the file or an object in it is wrong
   */
  public void applyAll() {
    manifest().first().forEach(document -> apply(document, scene.namespace()));
  }

  /**
   * Applies one object of the manifest in its first version.
   *
   * @throws ManifestFailed if the file has no such object, or it is wrong
   */
  public void apply(String kind, String name) {
    apply(kind, name, "");
  }

  /**
   * Applies one object of the manifest.
   *
   * @param version which of those of this kind and name; empty for the first
   * @throws ManifestFailed if the file has no such object, or it is wrong
   */
  public void apply(String kind, String name, String version) {
    apply(manifest().document(kind, name, version), scene.namespace());
  }

  /**
   * Applies one object of the manifest to another namespace; a pod is found there by the steps that
   * name it.
   *
   * @param namespace a namespace of the scenario, see {@link Scene#namespace(String)}
   * @throws ManifestFailed if the file has no such object, or it is wrong
   */
  public void applyIn(String namespace, String kind, String name) {
    apply(manifest().document(kind, name, ""), namespace);
    if (kind.equals("Pod")) {
      scene.place(name, namespace);
    }
  }

  private Manifest manifest() {
    return Manifest.read(
        ProjectRoot.find().resolve("manifests"), FeatureFile.manifest(scene.feature()));
  }

  private void apply(ManifestDocument document, String namespace) {
    GenericKubernetesResource object =
        scene
            .client()
            .getKubernetesSerialization()
            .convertValue(
                Placeholders.of(scene).fill(document.content()), GenericKubernetesResource.class);
    try {
      scene
          .client()
          .resource(object)
          .inNamespace(namespace)
          .fieldManager("servicelab")
          .forceConflicts()
          .serverSideApply();
      scene.populate();
      scene.changed();
    } catch (KubernetesClientException e) {
      throw new ManifestFailed(explain(document, e), e);
    }
  }

  /** One line for each field that the API server refuses. */
  static String explain(ManifestDocument document, KubernetesClientException refusal) {
    List<StatusCause> causes = causes(refusal);
    if (!causes.isEmpty()) {
      return String.join(
          "\n",
          causes.stream()
              .map(cause -> line(document, String.valueOf(cause.getField()), cause.getMessage()))
              .toList());
    }
    String message =
        refusal.getStatus() == null ? refusal.getMessage() : refusal.getStatus().getMessage();
    Matcher schemaError = SCHEMA_ERROR.matcher(String.valueOf(message));
    return schemaError.find()
        ? line(document, schemaError.group(1).substring(1), schemaError.group(2).strip())
        : "%s: %s: %s".formatted(document.position(""), document, message);
  }

  private static List<StatusCause> causes(KubernetesClientException refusal) {
    return refusal.getStatus() == null || refusal.getStatus().getDetails() == null
        ? List.of()
        : refusal.getStatus().getDetails().getCauses();
  }

  private static String line(ManifestDocument document, String field, String problem) {
    return "%s: %s: %s: %s".formatted(document.position(field), document, field, problem);
  }
}

package dev.servicelab.labs.manifests;

import dev.servicelab.labs.machine.ProjectRoot;
import dev.servicelab.labs.world.FeatureFile;
import dev.servicelab.labs.world.Scene;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.Yaml;

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

  /**
   * Applies all objects of some kinds in their first version, and the status that they have in the
   * manifest as well, which is written by somebody else in a real cluster.
   *
   * @param kinds which; the others are left out
   * @throws ManifestFailed if the file or an object in it is wrong
   */
  public void applyWithStatus(Predicate<String> kinds) {
    for (ManifestDocument document : manifest().first()) {
      if (kinds.test(document.kind())) {
        apply(document, scene.namespace());
        applyStatus(document);
      }
    }
  }

  /**
   * Writes the objects of one version into a folder, as files of their own and as they are: for the
   * commands that need no cluster.
   *
   * @param version as its objects are annotated
   * @param folder an empty one
   * @throws ManifestFailed if there are none of this version
   */
  public void export(String version, Path folder) {
    List<ManifestDocument> documents =
        manifest().documents().stream().filter(each -> each.version().equals(version)).toList();
    if (documents.isEmpty()) {
      throw new ManifestFailed(manifest().file() + ": has nothing of the version " + version);
    }
    try {
      for (int i = 0; i < documents.size(); i++) {
        Files.writeString(folder.resolve(i + ".yaml"), new Yaml().dump(documents.get(i).content()));
      }
    } catch (IOException e) {
      throw new ManifestFailed(folder + ": cannot be written: " + e.getMessage(), e);
    }
  }

  /** The names of the manifest's objects of one kind. */
  public List<String> names(String kind) {
    return manifest().first().stream()
        .filter(document -> document.kind().equals(kind))
        .map(ManifestDocument::name)
        .toList();
  }

  private void applyStatus(ManifestDocument document) {
    Map<Object, Object> content = new LinkedHashMap<>(document.content());
    if (content.containsKey("status")) {
      content.remove("spec");
      scene
          .client()
          .resource(object(content))
          .inNamespace(scene.namespace())
          .subresource("status")
          .patch(
              new PatchContext.Builder()
                  .withPatchType(PatchType.SERVER_SIDE_APPLY)
                  .withFieldManager("cloud")
                  .withForce(true)
                  .build());
    }
  }

  private GenericKubernetesResource object(Map<?, ?> content) {
    return scene
        .client()
        .getKubernetesSerialization()
        .convertValue(Placeholders.of(scene).fill(content), GenericKubernetesResource.class);
  }

  private Manifest manifest() {
    return Manifest.read(
        ProjectRoot.find().resolve("manifests"), FeatureFile.manifest(scene.feature()));
  }

  private void apply(ManifestDocument document, String namespace) {
    GenericKubernetesResource object = object(document.content());
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

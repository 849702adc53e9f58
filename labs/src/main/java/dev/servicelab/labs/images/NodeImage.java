package dev.servicelab.labs.images;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import dev.servicelab.labs.machine.CacheDir;
import dev.servicelab.labs.machine.DockerHost;
import dev.servicelab.labs.machine.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Which image the nodes run: what the user names, else the real k3s, else the one built here. */
public final class NodeImage {
  /** The real thing; our own image keeps its contract. */
  public static final String K3S = "rancher/k3s:v1.34.4-k3s1";

  /** k3s's image brings no image for the container that holds a pod's network. */
  private static final String PAUSE = "rancher/mirrored-pause:3.6";

  private static final Duration PULL_LIMIT = Duration.ofSeconds(10);
  private static final Duration PULL_AGAIN_AFTER = Duration.ofHours(12);

  private NodeImage() {}

  /**
   * Chooses the image and makes sure that Docker has it; returns its name.
   *
   * @param ipvs whether the nodes' kernel must have IPVS; it may have to be one of their own
   * @throws dev.servicelab.labs.machine.CannotRunHere if no image for it can be had
   */
  static String choose(Progress progress, boolean ipvs) {
    boolean ownKernel = ipvs && IpvsNodes.needOwnKernel(progress);
    String named = System.getenv("LAB_NODE_IMAGE");
    if (named != null && !named.isBlank()) {
      if (ownKernel) {
        IpvsNodes.requireOwnKernel(named);
      }
      return named;
    }
    if (ownKernel) {
      return Scripts.oneLine(
          progress, "node image with its own kernel", "node-image/build", "--own-kernel");
    }
    if (available(progress, K3S) && available(progress, PAUSE)) {
      return K3S;
    }
    return Scripts.oneLine(progress, "node image", "node-image/build");
  }

  /**
   * The images that this node image needs beside those of the labs; nodes cannot pull, as none of
   * their packets leaves the machine.
   */
  static List<String> companions(String nodeImage) {
    return nodeImage.contains("rancher/k3s") ? List.of(PAUSE) : List.of();
  }

  static boolean present(String image) {
    try {
      DockerHost.client().inspectImageCmd(image).exec();
      return true;
    } catch (NotFoundException e) {
      return false;
    }
  }

  /** Pulls an image unless that takes too long; says so in one line and remembers it. */
  private static boolean pulled(Progress progress, String image) {
    DockerClient docker = DockerHost.client();
    String reason = "no answer in " + PULL_LIMIT.toSeconds() + " s";
    try (Progress.Step step = progress.begin("pull " + image)) {
      if (docker
              .pullImageCmd(image)
              .start()
              .awaitCompletion(PULL_LIMIT.toSeconds(), TimeUnit.SECONDS)
          && present(image)) {
        step.done();
        return true;
      }
      step.done("not available");
    } catch (DockerException e) {
      reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("refused");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      reason = "interrupted";
    }
    progress.say("cannot pull " + image + " (" + reason + "): using the node image built here");
    rememberFailure();
    return false;
  }

  private static boolean available(Progress progress, String image) {
    return present(image) || (worthTrying() && pulled(progress, image));
  }

  private static boolean worthTrying() {
    try {
      Instant failed = Files.getLastModifiedTime(failureMark()).toInstant();
      return failed.isBefore(Instant.now().minus(PULL_AGAIN_AFTER));
    } catch (IOException e) {
      return true;
    }
  }

  private static void rememberFailure() {
    try {
      Files.writeString(
          failureMark(),
          "Pulling %s failed; it is tried again %d hours after this file was written. To try now, delete it.\n"
              .formatted(K3S, PULL_AGAIN_AFTER.toHours()));
    } catch (IOException e) {
      return; // then the next run tries again, which costs ten seconds and nothing else
    }
  }

  private static Path failureMark() {
    return CacheDir.get().resolve("k3s-pull-failed");
  }
}

package dev.servicelab.labs.images;

import dev.servicelab.labs.machine.DockerHost;
import dev.servicelab.labs.machine.Progress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * The images of one cluster.
 *
 * @param node the node image
 * @param archive a {@code docker save} archive of the images that run on the nodes
 * @param disk for nodes with a kernel of their own: a file system that has these images already
 */
public record Images(String node, Path archive, @Nullable Path disk) {
  private static final String VERSION = "0.1.0";

  /**
   * Makes sure that every image of a cluster exists; what has not changed since the last time is
   * found in seconds.
   *
   * @param ownProxy whether the proxy is ours; else the reference image is made
   * @param ownDns likewise for the DNS
   * @param ipvs whether the nodes' kernel must have IPVS
   * @throws dev.servicelab.labs.machine.CannotRunHere if an image cannot be had on this machine
   */
  public static Images prepare(Progress progress, boolean ownProxy, boolean ownDns, boolean ipvs) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletableFuture<String> node =
          CompletableFuture.supplyAsync(() -> NodeImage.choose(progress, ipvs), threads);
      CompletableFuture<List<String>> workloads =
          CompletableFuture.supplyAsync(() -> workloads(progress, ownProxy, ownDns), threads);
      return packed(progress, node.join(), workloads.join());
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /**
   * Makes sure of the images in which ours is compared with the reference: that of the node, of the
   * tools, of what is ours, and the reference's.
   *
   * @param what {@code proxy} or {@code dns}
   * @return the node image's name; the others are those of the manifests
   * @throws dev.servicelab.labs.machine.CannotRunHere if one cannot be had on this machine
   */
  public static String prepareArena(Progress progress, String what) {
    Scripts.run(progress, "images of ours", "images/build", List.of("base", what, "tools"));
    Scripts.run(progress, "reference images", "node-image/build-reference", List.of());
    return NodeImage.choose(progress, false);
  }

  /**
   * Makes sure of the images with which both proxies run as pods on one node, in ipvs mode: that of
   * a node whose kernel has IPVS, of both proxies and of the tools.
   *
   * @throws dev.servicelab.labs.machine.CannotRunHere if one cannot be had on this machine
   */
  public static Images prepareIpvsArena(Progress progress) {
    String node = NodeImage.choose(progress, true);
    Scripts.run(progress, "images of ours", "images/build", List.of("base", "proxy", "tools"));
    List<String> names = new ArrayList<>(List.of(own("proxy"), own("tools")));
    Scripts.run(progress, "reference images", "node-image/build-reference", List.of()).stream()
        .filter(name -> name.contains("kube-proxy"))
        .forEach(names::add);
    return packed(progress, node, names);
  }

  private static Images packed(Progress progress, String node, List<String> workloads) {
    List<String> names = new ArrayList<>(workloads);
    names.addAll(NodeImage.companions(node));
    Path archive = archive(progress, names);
    return new Images(node, archive, disk(progress, node, archive));
  }

  /** The image with the tools to look at a network namespace. */
  public static String tools() {
    return own("tools");
  }

  /** Docker's id of an image: it stays what it is while the name moves on to another build. */
  public static String id(String name) {
    return String.valueOf(DockerHost.client().inspectImageCmd(name).exec().getId());
  }

  /** The image of our DNS, which is also the upstream DNS server of every node. */
  public String resolver() {
    return own("dns");
  }

  private static List<String> workloads(Progress progress, boolean ownProxy, boolean ownDns) {
    Scripts.run(progress, "images of ours", "images/build", List.of());
    List<String> names = new ArrayList<>(List.of(own("tools"), own("demo")));
    if (ownProxy) {
      names.add(own("proxy"));
    }
    if (ownDns) {
      names.add(own("dns"));
    }
    if (!ownProxy || !ownDns) {
      Scripts.run(progress, "reference images", "node-image/build-reference", List.of()).stream()
          .filter(name -> name.contains("kube-proxy") ? !ownProxy : !ownDns)
          .forEach(names::add);
    }
    return names;
  }

  /** Unpacking the archive takes a node with its own kernel half a minute. */
  private static @Nullable Path disk(Progress progress, String nodeImage, Path archive) {
    if (!DockerHost.isLocal() || !IpvsNodes.haveOwnKernel(nodeImage)) {
      return null;
    }
    return Path.of(
        Scripts.oneLine(
            progress, "disk of the nodes", "node-image/disk", nodeImage, archive.toString()));
  }

  private static Path archive(Progress progress, List<String> names) {
    String[] present = names.stream().filter(NodeImage::present).sorted().toArray(String[]::new);
    return Path.of(Scripts.oneLine(progress, "image archive", "images/archive", present));
  }

  private static String own(String name) {
    return "servicelab/" + name + ":" + VERSION;
  }
}

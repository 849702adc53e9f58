package dev.servicelab.labs.steps.packets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.labs.cluster.LabNode;
import dev.servicelab.labs.kernel.ChiSquare;
import dev.servicelab.labs.kernel.SavedRules;
import dev.servicelab.labs.traffic.Replies;
import dev.servicelab.labs.traffic.Reply;
import dev.servicelab.labs.traffic.Requester;
import dev.servicelab.labs.traffic.Target;
import dev.servicelab.labs.traffic.Traffic;
import dev.servicelab.labs.world.PodView;
import dev.servicelab.labs.world.Pods;
import dev.servicelab.labs.world.Scene;
import dev.servicelab.labs.world.Services;
import dev.servicelab.proxy.rules.iptables.render.ChainNames;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What is left to chance: which endpoint a connection gets. */
public final class ChanceSteps {
  /** A correct proxy fails one of these tests by bad luck once in a million runs. */
  private static final double SIGNIFICANT = 1e-6;

  private static final Pattern PROBABILITY = Pattern.compile("--probability (\\S+)");

  private final Scene scene;
  private final Pods pods;
  private final Services services;
  private List<String> chosen = List.of();

  /**
   * @param scene the scenario
   * @param pods its pods
   * @param services its Services
   */
  public ChanceSteps(Scene scene, Pods pods, Services services) {
    this.scene = scene;
    this.pods = pods;
    this.services = services;
  }

  /** What the rules of the Service's first port say, in the words of iptables-save. */
  @Then(
      "on every node the rules of the Service {string} take an endpoint with probability {word}, or"
          + " else the next with {word}, or else the last")
  public void probabilities(String service, String first, String second) {
    String chain =
        services.portNames().stream()
            .filter(port -> port.service().equals(service))
            .map(ChainNames::service)
            .findFirst()
            .orElseThrow();
    for (LabNode node : scene.cluster().nodes()) {
      List<Optional<String>> found =
          SavedRules.of(scene.cluster(), node.name()).in("nat", chain).stream()
              .filter(rule -> rule.contains("-j KUBE-SEP-"))
              .map(rule -> PROBABILITY.matcher(rule).results().map(one -> one.group(1)).findFirst())
              .toList();
      assertThat(found)
          .as("%s on %s", chain, node.name())
          .containsExactly(Optional.of(first), Optional.of(second), Optional.empty());
    }
  }

  /** One client, one connection after the other, and the pod that each of them got. */
  @When("{requesters} opens/open {int} connections to {targets}, one after the other")
  public void open(List<Requester> from, int count, List<Target> to) {
    Replies replies = Traffic.round(from, to, count).getFirst();
    assertThat(replies.answered()).as("%s", replies).hasSize(count);
    chosen = replies.answered().stream().map(Reply.Answered::pod).toList();
    scene.attach("choices", replies.byPod() + "\n" + chosen);
  }

  /** Neither more nor less for any of them than chance explains. */
  @Then("each of the {int} pods of the Deployment {string} has its share of them")
  public void equalShares(int count, String deployment) {
    List<String> names = pods.of(deployment).stream().map(PodView::name).toList();
    assertThat(names).hasSize(count);
    Map<String, Integer> counts = new LinkedHashMap<>();
    names.forEach(name -> counts.put(name, 0));
    chosen.forEach(name -> counts.merge(name, 1, Integer::sum));
    assertThat(counts).as("other pods").hasSize(count);
    passes("shares " + counts, counts.values());
  }

  /**
   * In pairs that have no connection in common, each combination of pods is as likely as any other.
   * Taking turns would know only {@code count} of them.
   */
  @Then("which of the pods of the Deployment {string} came before says nothing of which comes next")
  public void independent(String deployment) {
    List<String> names = pods.of(deployment).stream().map(PodView::name).toList();
    Map<String, Integer> pairs = new LinkedHashMap<>();
    for (String one : names) {
      names.forEach(next -> pairs.put(one + ", then " + next, 0));
    }
    for (int i = 0; i + 1 < chosen.size(); i += 2) {
      pairs.merge(chosen.get(i) + ", then " + chosen.get(i + 1), 1, Integer::sum);
    }
    assertThat(pairs).as("other pods").hasSize(names.size() * names.size());
    passes("pairs " + pairs, new ArrayList<>(pairs.values()));
  }

  private void passes(String what, Collection<Integer> counts) {
    ChiSquare test = ChiSquare.ofEqualShares(counts);
    String found = "%s: %s, p = %.3g".formatted(what, test, test.probability());
    scene.attach("chi-square", found);
    assertThat(test.probability()).as(found).isGreaterThan(SIGNIFICANT);
  }
}

package dev.servicelab.labs.steps.proxy;

import dev.servicelab.labs.steps.configuration.ProxyConfiguration;
import dev.servicelab.labs.world.OrdinaryNode;
import dev.servicelab.labs.world.Scene;
import dev.servicelab.labs.world.SystemPods;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.When;

/** A further node, on another kernel than the others. */
public final class OrdinaryNodeSteps {
  private final Scene scene;
  private final ProxyConfiguration configuration;
  private final SystemPods system;

  /**
   * @param scene the scenario
   * @param configuration what the proxies read
   * @param system the pods of the proxies
   */
  public OrdinaryNodeSteps(Scene scene, ProxyConfiguration configuration, SystemPods system) {
    this.scene = scene;
    this.configuration = configuration;
    this.system = system;
  }

  /** It leaves when the scenario ends. */
  @Given("node \"node{int}\", which has this machine's kernel, joins the cluster")
  public void join(int number) {
    OrdinaryNode.join(scene, number);
  }

  /** The configuration is as before when the proxy has read it. */
  @When("the proxy of {node} is restarted as the only one in mode {string}")
  public void restartInMode(String node, String mode) {
    String shipped = configuration.text();
    configuration.write(ProxyConfiguration.with(shipped, "mode", '"' + mode + '"'));
    try {
      system.replaceProxyOf(node);
    } finally {
      configuration.write(shipped);
    }
    scene.changed();
  }
}

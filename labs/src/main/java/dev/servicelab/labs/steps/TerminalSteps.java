package dev.servicelab.labs.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.labs.machine.ProjectRoot;
import dev.servicelab.labs.terminal.ArticleFiles;
import dev.servicelab.labs.terminal.Desk;
import dev.servicelab.labs.terminal.Notes;
import dev.servicelab.labs.terminal.Picture;
import dev.servicelab.labs.terminal.Screen;
import dev.servicelab.labs.world.DefaultNamespace;
import dev.servicelab.labs.world.FeatureFile;
import dev.servicelab.labs.world.Scene;
import io.cucumber.java.After;
import io.cucumber.java.Before;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A student at a terminal, in namespace default: what is typed, and what the screen shows. */
public final class TerminalSteps {
  /** After the scenario's evidence is taken, before its turn is over. */
  private static final int BEFORE_THE_SCENE_ENDS = 100;

  private final Scene scene;
  private final DefaultNamespace namespace;
  private final Notes notes = new Notes();
  private @Nullable Desk desk;
  private @Nullable Screen screen;
  private String typed = "";

  /**
   * @param scene the scenario
   * @param namespace where the article's objects are
   */
  public TerminalSteps(Scene scene, DefaultNamespace namespace) {
    this.scene = scene;
    this.namespace = namespace;
  }

  /** Takes a seat, and looks what must not be cleaned up. */
  @Before("@uses-default-namespace")
  public void sitDown() {
    namespace.remember();
    desk = new Desk(scene.cluster().id());
  }

  /** Attaches the transcript and removes what was made. */
  @After(value = "@uses-default-namespace", order = BEFORE_THE_SCENE_ENDS)
  public void standUp() {
    if (desk != null) {
      scene.attach("terminal", desk.transcript());
      desk.close();
      namespace.cleanUp();
    }
  }

  /** The API server's own Service may be there, as it always is. */
  @Given("nothing is in the namespace \"default\" yet")
  public void nothingYet() {
    namespace.awaitEmpty();
  }

  /** The manifest of the feature, taken apart into the files that the article speaks of. */
  @Given("the article's files are in the student's folder")
  public void writeFiles() throws IOException {
    Path manifest =
        ProjectRoot.find().resolve("manifests").resolve(FeatureFile.manifest(scene.feature()));
    ArticleFiles.of(Files.readString(manifest)).forEach(desk()::write);
  }

  /** A command line that ends well. */
  @When("the student types:")
  public void type(String line) {
    typeAndEnd(0, line);
  }

  /** A command line of ours, before something that takes its time is looked at. */
  @When("the student waits by typing:")
  public void waitFor(String line) {
    typeAndEnd(0, line);
  }

  /** A command line that ends otherwise. */
  @When("the student types, and it ends with exit code {int}:")
  public void typeAndEnd(int exitCode, String line) {
    typed = notes.fill(line);
    screen = desk().type(typed, scene.timeouts().terminal());
    assertThat(screen.exitCode()).as("exit code of %s\n%s", typed, screen).isEqualTo(exitCode);
  }

  /** The first line starts a program; the others are typed at its prompts. */
  @When("the student types in a terminal, line by line:")
  public void typeInTerminal(String lines) {
    List<String> all = notes.fill(lines).lines().map(String::strip).toList();
    screen =
        desk()
            .typeInTerminal(
                all.getFirst(), all.subList(1, all.size()), scene.timeouts().terminal());
  }

  /** For what would go on for ever. */
  @When("the student types, and presses Ctrl-C at the line {string}:")
  public void watch(String words, String line) {
    screen = desk().watch(notes.fill(line), List.of(words.split(" ")), scene.timeouts().terminal());
  }

  /** Compares the whole screen. */
  @Then("the screen shows:")
  public void shows(String picture) {
    compare(picture);
  }

  /** Compares, and types the same line again as long as the cluster has not caught up. */
  @Then("typed again until it does, the line shows:")
  public void comesToShow(String picture) {
    scene
        .eventually()
        .see(
            "the line shows what it should: " + typed,
            scene.timeouts().traffic(),
            1,
            () -> screen = desk().type(typed, scene.timeouts().terminal()),
            shown -> new Picture(picture, notes).compare(shown));
  }

  /** What comes by standard error may stand anywhere among the other lines. */
  @Then("the screen also says {string}")
  public void alsoSays(String remark) {
    assertThat(screen().remarks()).as("remarks").anyMatch(line -> line.contains(remark));
  }

  /** No output at all. */
  @Then("the screen stays empty")
  public void staysEmpty() {
    assertThat(screen().lines()).as("the screen").isEmpty();
  }

  /** The API tells times in whole seconds, so a second may be missing between two of them. */
  @Then("no pod with the label {string} was ready earlier than {int} s after its start")
  public void notReadyBefore(String label, int seconds) {
    assertThat(namespace.untilReady(label))
        .as("from the container's start to ready")
        .isNotEmpty()
        .allMatch(time -> time.toSeconds() >= seconds - 1);
  }

  private void compare(String picture) {
    try {
      new Picture(picture, notes).compare(screen());
    } catch (AssertionError e) {
      throw new AssertionError("after: " + typed + "\n" + e.getMessage(), e);
    }
  }

  private Desk desk() {
    return Objects.requireNonNull(desk, "@uses-default-namespace");
  }

  private Screen screen() {
    return Objects.requireNonNull(screen, "nothing was typed");
  }
}

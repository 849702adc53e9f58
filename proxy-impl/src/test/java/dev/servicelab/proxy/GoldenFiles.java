package dev.servicelab.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;

/**
 * What {@code lab render} prints for node1 and each folder of manifests, IPv6 after IPv4 where
 * there is any, and the files that say what it ought to. {@code mvn test -Dgolden.update=true}
 * writes the files anew; read the difference before you keep it.
 *
 * @param files where they are
 * @param ending what follows the folder's name in theirs
 * @param options what {@code lab render} is told besides
 */
public record GoldenFiles(Path files, String ending, List<String> options) {
  /** The folders of manifests. */
  public static List<String> folders() {
    String[] folders = Fixtures.RESOURCES.resolve("manifests").toFile().list();
    assertThat(folders).hasSizeGreaterThanOrEqualTo(3);
    return Arrays.stream(folders).sorted().toList();
  }

  /** The file of a folder. */
  public Path of(String folder) {
    return files.resolve(folder + ending);
  }

  /** What is printed for a folder is what its file says. */
  public void assertAsWritten(String folder) throws IOException {
    String text = rendered(Fixtures.RESOURCES.resolve("manifests").resolve(folder));
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(of(folder), text);
    }

    assertThat(text).isEqualTo(Files.readString(of(folder)));
  }

  /** Each folder has a file, and each file a folder. */
  public void assertComplete() {
    assertThat(files.toFile().list())
        .containsExactlyInAnyOrderElementsOf(folders().stream().map(f -> f + ending).toList());
  }

  private String rendered(Path folder) {
    StringWriter out = new StringWriter();
    List<String> usual =
        List.of(
            "--manifests=" + folder,
            "--node=node1",
            "--cluster-cidr=10.244.0.0/16,fd00:10:244::/48");
    int exit =
        new CommandLine(new RenderCommand())
            .setOut(new PrintWriter(out))
            .execute(Stream.of(usual, options).flatMap(List::stream).toArray(String[]::new));
    assertThat(exit).isZero();
    return out.toString();
  }
}

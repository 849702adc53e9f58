package dev.servicelab.proxy.apply.ipvs;

import dev.servicelab.proxy.tools.ToolFailed;
import dev.servicelab.proxy.tools.ToolResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A batch for {@code ipset restore}, which stops at the first line that is refused. If that is
 * because a set is full, all other lines are sent all the same: the Services of these entries are
 * not to suffer.
 */
final class SetsBatch {
  private static final Pattern FULL = Pattern.compile("line (\\d+): .*is full");

  private final Function<String, ToolResult> tool;
  private final Map<String, String> left = new LinkedHashMap<>();

  /**
   * A batch for a tool.
   *
   * @param tool takes lines and says how it ended
   */
  SetsBatch(Function<String, ToolResult> tool) {
    this.tool = tool;
  }

  /**
   * Sends it.
   *
   * @return what to tell about sets that are full; empty if none is
   * @throws ToolFailed if it was refused for another reason
   */
  Optional<String> send(String batch) {
    List<String> lines = batch.lines().toList();
    while (!lines.isEmpty()) {
      ToolResult result = tool.apply(String.join("\n", lines) + "\n");
      if (result.exitCode() == 0) {
        break;
      }
      lines = behind(lines, result);
    }
    return left.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "ipset "
                + String.join(", ", left.keySet())
                + ": full, its kernel takes no more than 65536 entries; the first that does not"
                + " fit is "
                + String.join(", ", left.values()));
  }

  private List<String> behind(List<String> lines, ToolResult result) {
    Matcher full = FULL.matcher(result.stderr());
    if (!full.find() || Integer.parseInt(full.group(1)) > lines.size()) {
      throw new ToolFailed("ipset restore: " + result.complaint());
    }
    int number = Integer.parseInt(full.group(1));
    String[] words = lines.get(number - 1).split(" ", 3);
    left.put(words[1], words[2]);
    List<String> rest = new ArrayList<>(lines.subList(number, lines.size()));
    rest.removeIf(line -> line.startsWith("add " + words[1] + " "));
    return rest;
  }
}

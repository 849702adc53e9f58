package dev.servicelab.proxy.apply.ipvs;

import dev.servicelab.proxy.tools.ToolResult;
import dev.servicelab.proxy.tools.ToolRunner;
import java.util.ArrayList;
import java.util.List;

/** Tools of a kernel in which one set takes no more entries; ipset stops there, as it does. */
record FullSet(ToolRunner kernel, String set) implements ToolRunner {
  @Override
  public ToolResult run(List<String> command, String input) {
    if (!command.contains("restore")) {
      return kernel.run(command, input);
    }
    List<String> before = new ArrayList<>();
    for (String line : input.lines().toList()) {
      if (line.startsWith("add " + set + " ")) {
        kernel.run(command, String.join("\n", before) + "\n");
        return new ToolResult(
            1,
            "",
            "ipset v7.17: Error in line %d: Hash is full, cannot add more elements\n"
                .formatted(before.size() + 1));
      }
      before.add(line);
    }
    return kernel.run(command, input);
  }
}

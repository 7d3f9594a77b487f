package dev.braid.server.cli;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.parallel.Cancellation;
import dev.braid.server.mcp.tool.Answer;
import dev.braid.server.mcp.tool.Arguments;
import dev.braid.server.mcp.tool.AuditLog;
import dev.braid.server.mcp.tool.Call;
import dev.braid.server.mcp.tool.Caller;
import dev.braid.server.mcp.tool.Progress;
import dev.braid.server.mcp.tool.Tool;
import dev.braid.server.mcp.tool.Toolbox;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `braid context`: what an assistant is told by the tool `get_context`, for whoever writes the
/// descriptions of a configuration.
@Command(
    name = "context",
    description = "Show what an assistant is told about the datasets.",
    mixinStandardHelpOptions = true)
final class ContextCommand implements Callable<Integer> {
  @Option(
      names = {"-l", "--level"},
      paramLabel = "0..3",
      description =
          "0 rules, 1 + datasets (default), 2 + schema of a dataset, 3 + one table in detail.")
  private @Nullable Integer level;

  @Option(
      names = {"-d", "--dataset"},
      paramLabel = "DATASET",
      description = "Id, name or folder; alone it means level 2.")
  private @Nullable String dataset;

  @Option(
      names = {"-t", "--table"},
      paramLabel = "TABLE",
      description = "A table of the dataset; it means level 3.")
  private @Nullable String table;

  private final BraidCommand braid;

  ContextCommand(BraidCommand braid) {
    this.braid = braid;
  }

  @Override
  public Integer call() throws IOException {
    Map<String, @Nullable Object> arguments = new HashMap<>();
    arguments.put("level", level != null ? level : table != null ? 3 : dataset != null ? 2 : 1);
    if (table != null) {
      arguments.put("table_name", table);
    }
    try (Workspace workspace = braid.open(dataset);
        AuditLog audit = AuditLog.toLogger()) {
      if (dataset != null) {
        arguments.put("dataset_id", workspace.dataset(dataset).name());
      }
      Tool tool = tool(workspace);
      Call call =
          new Call(
              tool.name(),
              new Caller("terminal", "braid " + Version.current()),
              new Cancellation(),
              Progress.NONE,
              audit);
      Answer answer =
          tool.call(new Arguments(arguments, Set.of("level", "dataset_id", "table_name")), call);
      Object context = answer.structured() == null ? null : answer.structured().get("context");
      braid.streams().out().println(context == null ? answer.text() : context);
      return ExitCode.SUCCESS;
    }
  }

  private static Tool tool(Workspace workspace) {
    for (Tool tool : new Toolbox(workspace.braid()).tools()) {
      if (tool.name().equals("get_context")) {
        return tool;
      }
    }
    throw new BraidException(SqlState.INTERNAL_ERROR, "there is no tool get_context");
  }
}

package dev.braid.server.cli;

import dev.braid.error.BraidException;
import dev.braid.result.Failure;
import dev.braid.server.report.ErrorText;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// Where the process starts.
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    BraidCommand braid = new BraidCommand(Streams.ofProcess());
    int status = run(braid, args);
    if (braid.leavesQuickly()) {
      QuickExit.exit(status);
    }
    System.exit(status);
  }

  /// Runs one command and returns its exit status ([ExitCode]).
  public static int run(Streams streams, String... args) {
    return run(new BraidCommand(streams), args);
  }

  private static int run(BraidCommand braid, String... args) {
    int status = commandLine(braid, args).execute(args);
    if (braid.streams().out().checkError()) {
      braid.streams().err().println("ERROR:  58030: cannot write to stdout: results are lost");
      status = status == ExitCode.SUCCESS ? ExitCode.FAILURE : status;
    }
    braid.streams().err().flush();
    return status;
  }

  /// All commands, or those whose names are among the arguments: reading the annotations of all of
  /// them would cost every start some 40 ms.
  static CommandLine commandLine(BraidCommand braid, String... args) {
    CommandLine commandLine = new CommandLine(braid);
    Map<String, Supplier<Object>> commands = commands(braid);
    List<String> written = List.of(args);
    boolean named = written.stream().anyMatch(commands::containsKey);
    commands.forEach(
        (name, command) -> {
          if (!named || written.contains(name)) {
            commandLine.addSubcommand(name, command.get());
          }
        });
    for (CommandLine subcommand : commandLine.getSubcommands().values()) {
      subcommand.getCommandSpec().versionProvider(new Version());
    }
    commandLine.setOut(braid.streams().out());
    commandLine.setErr(braid.streams().err());
    commandLine.setUsageHelpWidth(100);
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setColorScheme(
        CommandLine.Help.defaultColorScheme(
            braid.streams().colours() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
    commandLine.setParameterExceptionHandler((e, _) -> usageError(e));
    commandLine.setExecutionExceptionHandler((e, _, _) -> failed(e, braid));
    commandLine.setExecutionStrategy(result -> execute(result, braid));
    return commandLine;
  }

  private static Map<String, Supplier<Object>> commands(BraidCommand braid) {
    Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
    commands.put("query", () -> new QueryCommand(braid));
    commands.put("batch", () -> new BatchCommand(braid));
    commands.put("shell", () -> new ShellCommand(braid));
    commands.put("datasets", () -> new DatasetsCommand(braid));
    commands.put("schema", () -> new SchemaCommand(braid));
    commands.put("sample", () -> new SampleCommand(braid));
    commands.put("context", () -> new ContextCommand(braid));
    commands.put("stats", () -> new StatsCommand(braid));
    commands.put("doctor", () -> new DoctorCommand(braid));
    commands.put("serve", () -> new ServeCommand(braid));
    commands.put("demo", () -> new DemoCommand(braid));
    commands.put("tpch", () -> new TpchCommand(braid));
    commands.put("shard", () -> new ShardCommand(braid));
    commands.put("warmup", () -> new WarmupCommand(braid));
    return commands;
  }

  private static int execute(ParseResult parsed, BraidCommand braid) {
    Logging.configure(braid.verbosity(), braid.streams().environment());
    if (!parsed.hasSubcommand()
        && !parsed.isUsageHelpRequested()
        && !parsed.isVersionHelpRequested()) {
      throw new ParameterException(parsed.commandSpec().commandLine(), "Which command?");
    }
    return new CommandLine.RunLast().execute(parsed);
  }

  private static int usageError(ParameterException e) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("braid: " + e.getMessage());
    UnmatchedArgumentException.printSuggestions(e, err);
    err.println("Try: " + command.getCommandSpec().qualifiedName() + " --help");
    return ExitCode.USAGE;
  }

  /// What went wrong, in the words of the exception; its stack only for `--debug`.
  private static int failed(Exception e, BraidCommand braid) {
    PrintWriter err = braid.streams().err();
    braid.streams().out().flush();
    int status;
    if (e instanceof BraidException error) {
      err.print(ErrorText.of(Failure.of(error), ""));
      status = ExitCode.of(error);
    } else {
      err.println("ERROR:  " + e);
      err.println("HINT:  this is a defect of Braid; --debug shows where it happened");
      status = ExitCode.FAILURE;
    }
    if (braid.debug()) {
      e.printStackTrace(err);
    }
    return status;
  }
}

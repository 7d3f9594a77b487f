package dev.braid.server.cli;

import dev.braid.catalog.Config;
import dev.braid.catalog.Dataset;
import dev.braid.server.cli.doctor.Doctor;
import dev.braid.server.cli.doctor.Finding;
import dev.braid.server.cli.doctor.Finding.Section;
import dev.braid.server.report.TerminalText;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `braid doctor`: what is wrong, and how to mend it.
@Command(
    name = "doctor",
    description =
        "Check Java, the configuration, every server and every folder, and say how to mend what is"
            + " wrong.",
    mixinStandardHelpOptions = true,
    footer = {"", "Exit status 1 when something is wrong (✗); notes (!) do not count."})
final class DoctorCommand implements Callable<Integer> {
  @Option(
      names = {"-d", "--dataset"},
      paramLabel = "DATASET",
      description = "Only this one: id, name or folder (default: all of the configuration).")
  private @Nullable String dataset;

  private final BraidCommand braid;

  DoctorCommand(BraidCommand braid) {
    this.braid = braid;
  }

  @Override
  public Integer call() {
    print(Doctor.java());
    // A configuration that cannot be read ends the examination, with its error on stderr.
    try (Workspace workspace = braid.open(dataset)) {
      Config config = workspace.braid().config();
      List<Dataset> examined =
          dataset == null ? config.datasets() : List.of(workspace.dataset(dataset));
      print(Doctor.configuration(where(), config));
      List<Section> servers = Doctor.datasets(workspace.braid(), examined);
      servers.forEach(this::print);
      boolean wrong = servers.stream().anyMatch(Section::wrong);
      return wrong || Doctor.java().wrong() ? ExitCode.FAILURE : ExitCode.SUCCESS;
    }
  }

  private String where() {
    return braid.demo()
        ? "the demo's"
        : braid.configured() ? braid.configFile().toString() : "no configuration, none needed";
  }

  private void print(Section section) {
    PrintWriter out = braid.streams().out();
    out.println(TerminalText.line(section.title()));
    for (Finding finding : section.findings()) {
      out.println("  " + finding.level().mark() + " " + TerminalText.line(finding.message()));
      if (finding.mend() != null) {
        finding.mend().lines().forEach(line -> out.println("      " + TerminalText.line(line)));
      }
    }
    out.println();
    out.flush();
  }
}

package dev.braid.server.cli;

import dev.braid.server.cli.doctor.Doctor;
import dev.braid.server.cli.doctor.Finding;
import dev.braid.server.cli.doctor.Finding.Section;
import dev.braid.server.report.TerminalText;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `braid doctor`: what is wrong, and how to mend it.
@Command(
    name = "doctor",
    description =
        "Check Java, the configuration and every server, and say how to mend what is wrong.",
    mixinStandardHelpOptions = true,
    footer = {"", "Exit status 1 when something is wrong (✗); notes (!) do not count."})
final class DoctorCommand implements Callable<Integer> {
  private final BraidCommand braid;

  DoctorCommand(BraidCommand braid) {
    this.braid = braid;
  }

  @Override
  public Integer call() {
    print(Doctor.java());
    // A configuration that cannot be read ends the examination, with its error on stderr.
    try (Workspace workspace = braid.open()) {
      String where = braid.demo() ? "the demo's" : braid.configFile().toString();
      print(Doctor.configuration(where, workspace.braid().config()));
      List<Section> servers = Doctor.servers(workspace.braid());
      servers.forEach(this::print);
      boolean wrong = servers.stream().anyMatch(Section::wrong);
      return wrong || Doctor.java().wrong() ? ExitCode.FAILURE : ExitCode.SUCCESS;
    }
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

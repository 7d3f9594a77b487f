package dev.braid.server.cli;

import picocli.CommandLine.IVersionProvider;

/// The version this was built as.
public final class Version implements IVersionProvider {
  /// From the jar's manifest; `development` when run from class files.
  public static String current() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  @Override
  public String[] getVersion() {
    return new String[] {"braid " + current() + " (Java " + Runtime.version().feature() + ")"};
  }
}

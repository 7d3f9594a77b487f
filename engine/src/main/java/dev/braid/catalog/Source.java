package dev.braid.catalog;

/// Where a dataset's rows live.
public sealed interface Source permits PostgresSource, ShardsSource, FolderSource {
  /// An address fit for logs, errors and reports: without passwords.
  String safe();
}

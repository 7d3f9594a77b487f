/// The command line: one class per command.
///
/// Entry: [dev.braid.server.cli.Main]. Every command writes to the [Streams] it is given, so that
/// tests run commands in their own process. The shell has a room of its own, `cli.shell`, and so
/// have the doctor's checks, `cli.doctor`.
@NullMarked
package dev.braid.server.cli;

import org.jspecify.annotations.NullMarked;

/// The interactive shell.
///
/// Entry: [dev.braid.server.cli.shell.Shell]. It reads statements from a terminal
/// ([dev.braid.server.cli.shell.TerminalInput]) or from a pipe
/// ([dev.braid.server.cli.shell.PlainInput]) and knows psql's most used backslash commands.
@NullMarked
package dev.braid.server.cli.shell;

import org.jspecify.annotations.NullMarked;

/// The command line: one class per command.
@NullMarked
package dev.braid.server.cli;

import org.jspecify.annotations.NullMarked;

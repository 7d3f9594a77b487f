/// Speed as numbers: programs that measure Braid against a rival in the same run and print ratios.
@NullMarked
package dev.braid.bench;

import org.jspecify.annotations.NullMarked;

/// The doctor's checks.
///
/// Entry: [dev.braid.server.cli.doctor.Doctor].
@NullMarked
package dev.braid.server.cli.doctor;

import org.jspecify.annotations.NullMarked;

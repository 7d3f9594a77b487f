/// What servers can compute of a statement, and its text for them.
///
/// Entry: [dev.braid.plan.remote.RemoteQueries], which puts a
/// [dev.braid.plan.logical.Logical.Remote] in the place of every part that all of its servers
/// together answer as one would. What cannot be shown to be right there stays here, over rows that
/// are read filtered and projected. Imports `plan.logical`, the constants of `plan.rewrite`, and
/// what lies below `plan`.
@NullMarked
package dev.braid.plan.remote;

import org.jspecify.annotations.NullMarked;

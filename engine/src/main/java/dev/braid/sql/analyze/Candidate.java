package dev.braid.sql.analyze;

import dev.braid.type.Type;
import java.util.List;

/// An overload whose number of arguments fits a call.
///
/// @param types declared ones, a variadic last one repeated as often as the call has arguments
record Candidate<T>(T target, List<Type> types, boolean expanded) {}

/// json and jsonb: reading, jsonb's canonical text, its order, operators and functions.
///
/// Entry: [dev.braid.type.json.Json]. Values travel as text; each function reads what it is given.
/// Imports only `dev.braid.error` and `dev.braid.type`.
@NullMarked
package dev.braid.type.json;

import org.jspecify.annotations.NullMarked;

/// jsonpath: its text, and what a path finds in a jsonb value.
///
/// Entry: [dev.braid.type.json.path.JsonPath]. A path is read once ([PathParser]) and runs over
/// values that were read ([PathRun]). Imports only `dev.braid.error`, `dev.braid.type` and its
/// rooms for JSON, text and regular expressions.
@NullMarked
package dev.braid.type.json.path;

import org.jspecify.annotations.NullMarked;

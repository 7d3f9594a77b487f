/// The JDBC driver `jdbc:braid:`: java.sql's interfaces over the façade, with pgjdbc's conventions
/// for types and errors. Entry class: [dev.braid.jdbc.BraidDriver]. Imports the façade, `catalog`,
/// `guard`, `parallel`, `result`, `source` and `type`; nothing imports it.
@NullMarked
package dev.braid.jdbc;

import org.jspecify.annotations.NullMarked;

package dev.braid.exec;

/// Keys under which an execution keeps what WITH queries and recursions share.
///
/// @param id the query's number in its statement
/// @param part what is kept
record WithRows(int id, Part part) {
  /// What is kept under a key.
  enum Part {
    /// The plan of a WITH query.
    PLAN,
    /// Its rows, once somebody has asked for them.
    ROWS,
    /// The rows of a recursion's last round.
    WORK_TABLE
  }
}

package dev.braid.jdbc;

/// The reserved words of PostgreSQL that SQL:2003 does not reserve, as JDBC asks for them.
final class Keywords {
  static final String LIST =
      "analyse,analyze,asc,concurrently,deferrable,desc,do,freeze,ilike,initially,isnull,limit,"
          + "notnull,offset,placing,returning,variadic,verbose";

  private Keywords() {}
}

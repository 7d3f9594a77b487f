package dev.braid.jdbc;

import dev.braid.result.Column;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Results of DatabaseMetaData that never have a row here, with the columns that JDBC wants: what a
/// dataset does not have (procedures, user-defined types), or does not tell (foreign keys, indexes,
/// privileges).
final class EmptyLists {
  private static final String KEYS =
      "PKTABLE_CAT PKTABLE_SCHEM PKTABLE_NAME PKCOLUMN_NAME FKTABLE_CAT FKTABLE_SCHEM FKTABLE_NAME"
          + " FKCOLUMN_NAME KEY_SEQ:int2 UPDATE_RULE:int2 DELETE_RULE:int2 FK_NAME PK_NAME"
          + " DEFERRABILITY:int2";

  private static final String PARAMETERS =
      " COLUMN_NAME COLUMN_TYPE:int2 DATA_TYPE:int4 TYPE_NAME PRECISION:int4 LENGTH:int4 SCALE:int2"
          + " RADIX:int2 NULLABLE:int2 REMARKS";

  private static final String DETAILS = " CHAR_OCTET_LENGTH:int4 ORDINAL_POSITION:int4 IS_NULLABLE";

  private static final String PRIVILEGES = " GRANTOR GRANTEE PRIVILEGE IS_GRANTABLE";

  private static final String ROW_COLUMNS =
      "SCOPE:int2 COLUMN_NAME DATA_TYPE:int4 TYPE_NAME COLUMN_SIZE:int4 BUFFER_LENGTH:int4"
          + " DECIMAL_DIGITS:int2 PSEUDO_COLUMN:int2";

  private static final Map<String, String> COLUMNS =
      Map.ofEntries(
          Map.entry("getImportedKeys", KEYS),
          Map.entry("getExportedKeys", KEYS),
          Map.entry("getCrossReference", KEYS),
          Map.entry(
              "getIndexInfo",
              "TABLE_CAT TABLE_SCHEM TABLE_NAME NON_UNIQUE:bool INDEX_QUALIFIER INDEX_NAME"
                  + " TYPE:int2 ORDINAL_POSITION:int2 COLUMN_NAME ASC_OR_DESC CARDINALITY:int8"
                  + " PAGES:int8 FILTER_CONDITION"),
          Map.entry(
              "getProcedures",
              "PROCEDURE_CAT PROCEDURE_SCHEM PROCEDURE_NAME RESERVED1 RESERVED2 RESERVED3 REMARKS"
                  + " PROCEDURE_TYPE:int2 SPECIFIC_NAME"),
          Map.entry(
              "getProcedureColumns",
              "PROCEDURE_CAT PROCEDURE_SCHEM PROCEDURE_NAME"
                  + PARAMETERS
                  + " COLUMN_DEF SQL_DATA_TYPE:int4 SQL_DATETIME_SUB:int4"
                  + DETAILS
                  + " SPECIFIC_NAME"),
          Map.entry(
              "getFunctions",
              "FUNCTION_CAT FUNCTION_SCHEM FUNCTION_NAME REMARKS FUNCTION_TYPE:int2 SPECIFIC_NAME"),
          Map.entry(
              "getFunctionColumns",
              "FUNCTION_CAT FUNCTION_SCHEM FUNCTION_NAME"
                  + PARAMETERS
                  + DETAILS
                  + " SPECIFIC_NAME"),
          Map.entry(
              "getColumnPrivileges", "TABLE_CAT TABLE_SCHEM TABLE_NAME COLUMN_NAME" + PRIVILEGES),
          Map.entry("getTablePrivileges", "TABLE_CAT TABLE_SCHEM TABLE_NAME" + PRIVILEGES),
          Map.entry("getBestRowIdentifier", ROW_COLUMNS),
          Map.entry("getVersionColumns", ROW_COLUMNS),
          Map.entry(
              "getUDTs",
              "TYPE_CAT TYPE_SCHEM TYPE_NAME CLASS_NAME DATA_TYPE:int4 REMARKS BASE_TYPE:int2"),
          Map.entry(
              "getSuperTypes",
              "TYPE_CAT TYPE_SCHEM TYPE_NAME SUPERTYPE_CAT SUPERTYPE_SCHEM SUPERTYPE_NAME"),
          Map.entry("getSuperTables", "TABLE_CAT TABLE_SCHEM TABLE_NAME SUPERTABLE_NAME"),
          Map.entry(
              "getAttributes",
              "TYPE_CAT TYPE_SCHEM TYPE_NAME ATTR_NAME DATA_TYPE:int4 ATTR_TYPE_NAME ATTR_SIZE:int4"
                  + " DECIMAL_DIGITS:int4 NUM_PREC_RADIX:int4 NULLABLE:int4 REMARKS ATTR_DEF"
                  + " SQL_DATA_TYPE:int4 SQL_DATETIME_SUB:int4"
                  + DETAILS
                  + " SCOPE_CATALOG SCOPE_SCHEMA SCOPE_TABLE SOURCE_DATA_TYPE:int2"),
          Map.entry(
              "getPseudoColumns",
              "TABLE_CAT TABLE_SCHEM TABLE_NAME COLUMN_NAME DATA_TYPE:int4 COLUMN_SIZE:int4"
                  + " DECIMAL_DIGITS:int4 NUM_PREC_RADIX:int4 COLUMN_USAGE REMARKS"
                  + " CHAR_OCTET_LENGTH:int4 IS_NULLABLE"),
          Map.entry("getClientInfoProperties", "NAME MAX_LEN:int4 DEFAULT_VALUE DESCRIPTION"));

  private EmptyLists() {}

  static ResultSet of(String method) throws SQLException {
    String columns = COLUMNS.get(method);
    if (columns == null) {
      throw SqlErrors.unsupported("metadata " + method);
    }
    return new BraidResultSet(null, new ListedRows(columns(columns), List.of()));
  }

  /// @param list names separated by blanks, each with `:type` where it is no text
  static List<Column> columns(String list) {
    List<Column> columns = new ArrayList<>();
    for (String written : list.split(" ")) {
      int colon = written.indexOf(':');
      columns.add(
          colon < 0
              ? new Column(written, "text")
              : new Column(written.substring(0, colon), written.substring(colon + 1)));
    }
    return columns;
  }
}

package dev.braid.error;

/// The SQLSTATE codes Braid itself raises, under PostgreSQL's names for them.
///
/// Codes of a server pass through unchanged and need no constant here.
public final class SqlState {
  public static final String CONNECTION_EXCEPTION = "08000";
  public static final String CONNECTION_DOES_NOT_EXIST = "08003";
  public static final String CONNECTION_FAILURE = "08006";
  public static final String CANNOT_CONNECT = "08001";
  public static final String PROTOCOL_VIOLATION = "08P01";
  public static final String FEATURE_NOT_SUPPORTED = "0A000";
  public static final String CARDINALITY_VIOLATION = "21000";
  public static final String NUMERIC_VALUE_OUT_OF_RANGE = "22003";
  public static final String DATETIME_FIELD_OVERFLOW = "22008";
  public static final String INVALID_PRECEDING_OR_FOLLOWING_SIZE = "22013";
  public static final String INVALID_ARGUMENT_FOR_NTILE_FUNCTION = "22014";
  public static final String INVALID_ARGUMENT_FOR_NTH_VALUE_FUNCTION = "22016";
  public static final String DIVISION_BY_ZERO = "22012";
  public static final String INVALID_DATETIME_FORMAT = "22007";
  public static final String INVALID_TIME_ZONE_DISPLACEMENT_VALUE = "22009";
  public static final String INTERVAL_FIELD_OVERFLOW = "22015";
  public static final String STRING_DATA_RIGHT_TRUNCATION = "22001";
  public static final String NULL_VALUE_NOT_ALLOWED = "22004";
  public static final String SUBSTRING_ERROR = "22011";
  public static final String INVALID_ESCAPE_CHARACTER = "22019";
  public static final String INVALID_ESCAPE_SEQUENCE = "22025";
  public static final String INVALID_USE_OF_ESCAPE_CHARACTER = "2200C";
  public static final String INVALID_REGULAR_EXPRESSION = "2201B";
  public static final String ARRAY_SUBSCRIPT_ERROR = "2202E";
  public static final String INVALID_ROW_COUNT_IN_LIMIT_CLAUSE = "2201W";
  public static final String INVALID_ROW_COUNT_IN_RESULT_OFFSET_CLAUSE = "2201X";
  public static final String DUPLICATE_JSON_OBJECT_KEY_VALUE = "22030";
  public static final String INVALID_SQL_JSON_SUBSCRIPT = "22033";
  public static final String MORE_THAN_ONE_SQL_JSON_ITEM = "22034";
  public static final String NO_SQL_JSON_ITEM = "22035";
  public static final String NON_NUMERIC_SQL_JSON_ITEM = "22036";
  public static final String SINGLETON_SQL_JSON_ITEM_REQUIRED = "22038";
  public static final String SQL_JSON_ARRAY_NOT_FOUND = "22039";
  public static final String SQL_JSON_MEMBER_NOT_FOUND = "2203A";
  public static final String SQL_JSON_NUMBER_NOT_FOUND = "2203B";
  public static final String SQL_JSON_OBJECT_NOT_FOUND = "2203C";
  public static final String SQL_JSON_SCALAR_REQUIRED = "2203F";
  public static final String INVALID_TEXT_REPRESENTATION = "22P02";
  public static final String BAD_COPY_FILE_FORMAT = "22P04";
  public static final String UNTRANSLATABLE_CHARACTER = "22P05";
  public static final String INVALID_PARAMETER_VALUE = "22023";
  public static final String INVALID_ARGUMENT_FOR_LOGARITHM = "2201E";
  public static final String INVALID_ARGUMENT_FOR_POWER_FUNCTION = "2201F";
  public static final String INVALID_ARGUMENT_FOR_WIDTH_BUCKET_FUNCTION = "2201G";
  public static final String CHARACTER_NOT_IN_REPERTOIRE = "22021";
  public static final String NOT_NULL_VIOLATION = "23502";
  public static final String UNIQUE_VIOLATION = "23505";
  public static final String CHECK_VIOLATION = "23514";
  public static final String READ_ONLY_SQL_TRANSACTION = "25006";
  public static final String INVALID_AUTHORIZATION = "28000";
  public static final String INVALID_SCHEMA_NAME = "3F000";
  public static final String DATATYPE_MISMATCH = "42804";
  public static final String SERIALIZATION_FAILURE = "40001";
  public static final String DEADLOCK_DETECTED = "40P01";
  public static final String SYNTAX_ERROR = "42601";
  public static final String AMBIGUOUS_COLUMN = "42702";
  public static final String UNDEFINED_COLUMN = "42703";
  public static final String INSUFFICIENT_PRIVILEGE = "42501";
  public static final String DUPLICATE_COLUMN = "42701";
  public static final String DUPLICATE_TABLE = "42P07";
  public static final String UNDEFINED_OBJECT = "42704";
  public static final String DUPLICATE_ALIAS = "42712";
  public static final String AMBIGUOUS_FUNCTION = "42725";
  public static final String GROUPING_ERROR = "42803";
  public static final String WRONG_OBJECT_TYPE = "42809";
  public static final String CANNOT_COERCE = "42846";
  public static final String UNDEFINED_FUNCTION = "42883";
  public static final String UNDEFINED_TABLE = "42P01";
  public static final String UNDEFINED_PARAMETER = "42P02";
  public static final String AMBIGUOUS_PARAMETER = "42P08";
  public static final String AMBIGUOUS_ALIAS = "42P09";
  public static final String INVALID_COLUMN_REFERENCE = "42P10";
  public static final String INDETERMINATE_DATATYPE = "42P18";
  public static final String INVALID_RECURSION = "42P19";
  public static final String WINDOWING_ERROR = "42P20";
  public static final String COLLATION_MISMATCH = "42P21";
  public static final String INDETERMINATE_COLLATION = "42P22";
  public static final String INVALID_NAME = "42602";
  public static final String INVALID_TABLE_DEFINITION = "42P16";
  public static final String CANT_CHANGE_RUNTIME_PARAM = "55P02";
  public static final String TOO_MANY_CONNECTIONS = "53300";
  public static final String OUT_OF_MEMORY = "53200";
  public static final String CONFIGURATION_LIMIT_EXCEEDED = "53400";
  public static final String PROGRAM_LIMIT_EXCEEDED = "54000";
  public static final String STATEMENT_TOO_COMPLEX = "54001";
  public static final String TOO_MANY_COLUMNS = "54011";
  public static final String OBJECT_NOT_IN_PREREQUISITE_STATE = "55000";
  public static final String QUERY_CANCELED = "57014";
  public static final String ADMIN_SHUTDOWN = "57P01";
  public static final String IO_ERROR = "58030";
  public static final String UNDEFINED_FILE = "58P01";
  public static final String CONFIG_FILE_ERROR = "F0000";
  public static final String STATEMENT_COMPLETION_UNKNOWN = "40003";
  public static final String INTERNAL_ERROR = "XX000";
  public static final String DATA_CORRUPTED = "XX001";

  private SqlState() {}

  /// Whether this code says that the connection itself is gone (class 08, or the server going
  /// down).
  public static boolean isConnectionLoss(String sqlState) {
    return sqlState.startsWith("08") || sqlState.startsWith("57P");
  }
}

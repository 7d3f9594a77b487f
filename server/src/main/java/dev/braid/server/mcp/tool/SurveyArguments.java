package dev.braid.server.mcp.tool;

import dev.braid.survey.SurveyOptions;
import java.util.ArrayList;
import java.util.List;

/// The arguments about weights and classes that the tools which run queries share.
final class SurveyArguments {
  /// Their part of a schema.
  static final String SCHEMA =
      """
      "apply_weights":{"type":"boolean","default":true,
      "description":"where the dataset has survey weights"},
      "apply_merging":{"type":["boolean","string","array"],"default":true,
      "description":"merge classes; or by these schemes"},
      "show_sql":{"type":"boolean","description":"show the weighted statement"}\
      """;

  private SurveyArguments() {}

  static SurveyOptions of(Arguments arguments) {
    SurveyOptions options =
        SurveyOptions.DEFAULT
            .withWeights(!arguments.has("apply_weights") || arguments.flag("apply_weights"))
            .withSql(arguments.flag("show_sql"));
    return switch (arguments.choice("apply_merging")) {
      case Boolean merging -> options.withMerging(merging);
      case String name -> options.withSchemes(List.of(name));
      case List<?> names -> {
        List<String> schemes = new ArrayList<>();
        for (Object name : names) {
          if (!(name instanceof String text)) {
            throw arguments.wrong("apply_merging", "must be true, false, or names of schemes");
          }
          schemes.add(text);
        }
        yield schemes.isEmpty() ? options.withMerging(false) : options.withSchemes(schemes);
      }
      case null -> options;
      default -> throw arguments.wrong("apply_merging", "must be true, false, or names of schemes");
    };
  }
}

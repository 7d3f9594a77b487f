package dev.braid.local;

import dev.braid.result.CommandTag;
import dev.braid.sql.ast.Statement;

/// Which class does which statement that is no query.
final class FolderCommands {
  private FolderCommands() {}

  static CommandTag run(Statement statement, CommandContext context) {
    return switch (statement) {
      case Statement.CreateTableAs create -> {
        context.requireWritable("CREATE TABLE AS");
        yield new TableCreation(context).run(create);
      }
      case Statement.CreateTable create -> {
        context.requireWritable("CREATE TABLE");
        yield new TableCreation(context).run(create);
      }
      case Statement.DropTable drop -> {
        context.requireWritable("DROP TABLE");
        yield TableChanges.drop(drop, context);
      }
      case Statement.AlterTableOptions alter -> {
        context.requireWritable("ALTER TABLE");
        yield TableChanges.alter(alter, context);
      }
      case Statement.Copy copy when copy.from() -> {
        context.requireWritable("COPY FROM");
        yield new CopyIn(context).run(copy);
      }
      case Statement.Copy copy -> new CopyOut(context).run(copy);
      case Statement.Analyze analyze -> TableAnalysis.run(analyze, context);
      case Statement.Vacuum vacuum -> {
        context.requireWritable("VACUUM");
        yield TableVacuum.run(vacuum, context);
      }
      case Statement.CreateIndex create -> {
        context.requireWritable("CREATE INDEX");
        yield new IndexCommands(context).create(create);
      }
      case Statement.DropIndex drop -> {
        context.requireWritable("DROP INDEX");
        yield new IndexCommands(context).drop(drop);
      }
      case Statement.QueryStatement _,
          Statement.Explain _,
          Statement.Show _,
          Statement.SetVariable _,
          Statement.Reset _ ->
          throw new IllegalArgumentException("not a command");
    };
  }
}

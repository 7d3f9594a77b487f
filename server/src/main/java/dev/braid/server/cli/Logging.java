package dev.braid.server.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.util.Locale;
import java.util.Map;

/// Logging to stderr, set up in code: reading logback.xml would cost every start an XML parser.
/// Logback finds this class as a service; `-Dlogback.configurationFile` takes its place.
@ConfiguratorRank(ConfiguratorRank.CUSTOM_TOP_PRIORITY)
public final class Logging extends ContextAwareBase implements Configurator {
  private static final String PROPERTY = "braid.log";
  private static final String AUDIT_PROPERTY = "braid.log.audit";

  /// Sets the level before the first logger is made, so that a start that logs nothing loads no
  /// logging.
  ///
  /// @param verbosity how often `--verbose` was given
  static void configure(int verbosity, Map<String, String> environment) {
    String level =
        switch (verbosity) {
          case 0 -> environment.getOrDefault("BRAID_LOG", "WARN");
          case 1 -> "INFO";
          default -> "DEBUG";
        };
    System.setProperty(PROPERTY, level.toUpperCase(Locale.ROOT));
  }

  /// Shows the audit log, which is written as information, whatever the level of the rest.
  static void showAudit() {
    System.setProperty(AUDIT_PROPERTY, "INFO");
  }

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    if (System.getProperty("logback.configurationFile") != null) {
      return ExecutionStatus.INVOKE_NEXT_IF_ANY;
    }
    PatternLayout layout = new PatternLayout();
    layout.setContext(context);
    layout.setPattern("%d{HH:mm:ss.SSS} %-5level %logger{20} %msg%n");
    layout.start();
    LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
    encoder.setContext(context);
    encoder.setLayout(layout);
    ConsoleAppender<ILoggingEvent> stderr = new ConsoleAppender<>();
    stderr.setContext(context);
    stderr.setTarget("System.err");
    stderr.setEncoder(encoder);
    stderr.start();
    Level level = Level.toLevel(System.getProperty(PROPERTY), Level.WARN);
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(level);
    root.addAppender(stderr);
    if (System.getProperty(AUDIT_PROPERTY) != null) {
      context.getLogger("braid.audit").setLevel(Level.INFO);
    }
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }
}

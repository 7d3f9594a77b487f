package dev.braid.server.mcp.http;

import dev.braid.Braid;
import dev.braid.local.EngineStatistics;
import dev.braid.server.mcp.Calls;
import dev.braid.server.report.EngineReport;
import dev.braid.server.report.JsonReport;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/// `/stats`: every pool and the engine of folders, as JSON, for those the [Gate] lets in.
final class StatsServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private final transient Braid braid;
  private final transient Calls calls;

  StatsServlet(Braid braid, Calls calls) {
    this.braid = braid;
    this.calls = calls;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Map<String, Object> statistics = new LinkedHashMap<>();
    statistics.put("requests", calls.size());
    statistics.put("pools", braid.statistics().stream().map(JsonReport::statistics).toList());
    EngineStatistics engine = braid.engineStatistics();
    if (engine != null) {
      statistics.put("engine", EngineReport.json(engine));
    }
    response.setContentType("application/json");
    response.setCharacterEncoding("UTF-8");
    response.getWriter().write(JsonReport.writeIndented(statistics));
  }
}

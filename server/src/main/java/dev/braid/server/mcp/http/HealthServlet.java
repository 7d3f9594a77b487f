package dev.braid.server.mcp.http;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.concurrent.atomic.AtomicBoolean;

/// `/healthz`: 204 while the server answers, 503 once it is closing. It says no more, so it is open
/// to everyone; whether the datasets are reachable is another question, and `/stats` answers it.
final class HealthServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private final transient AtomicBoolean closing;

  HealthServlet(AtomicBoolean closing) {
    this.closing = closing;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response) {
    response.setStatus(closing.get() ? 503 : 204);
  }
}

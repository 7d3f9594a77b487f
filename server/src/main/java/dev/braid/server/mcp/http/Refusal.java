package dev.braid.server.mcp.http;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// An answer to a request that got no further.
final class Refusal {
  private Refusal() {}

  static void send(HttpServletResponse response, int status, String why) throws IOException {
    response.setStatus(status);
    response.setContentType("application/json");
    response.setCharacterEncoding("UTF-8");
    response.getWriter().write(JsonMapper.shared().writeValueAsString(Map.of("error", why)));
  }
}

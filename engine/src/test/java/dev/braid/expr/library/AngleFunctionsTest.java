package dev.braid.expr.library;

import static dev.braid.expr.library.LibraryOracle.compareFunction;
import static dev.braid.expr.library.LibraryOracle.values;
import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.testing.TestPostgres;
import dev.braid.type.Angles;
import dev.braid.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AngleFunctionsTest {
  private static final int SAMPLES = 4000;

  /// Part of the results whose last digit may be another, since the server's C library is not
  /// always right.
  private static final double OTHERS = 0.01;

  private static final List<@Nullable String> ANGLES =
      values(
          null,
          "0",
          "-0",
          "0.5",
          "1",
          "-1",
          "2",
          "-2.25",
          "3",
          "1.5707963267948966",
          "1e-10",
          "1e-300",
          "1e10",
          "-1e300",
          "NaN",
          "Infinity",
          "-Infinity");
  private static final List<@Nullable String> RATIOS =
      values(null, "0", "-0", "0.5", "-0.5", "1", "-1", "0.25", "1e-10", "NaN", "1.5", "-2");

  @ParameterizedTest
  @ValueSource(strings = {"sin", "cos", "tan", "cot", "atan", "atand"})
  void specialAngles(String name) {
    compareFunction(name, List.of(Type.FLOAT8), ANGLES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"asin", "acos", "asind", "acosd"})
  void specialRatios(String name) {
    compareFunction(name, List.of(Type.FLOAT8), RATIOS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"atan2", "atan2d"})
  void directions(String name) {
    compareFunction(name, List.of(Type.FLOAT8, Type.FLOAT8), ANGLES, ANGLES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sind", "cosd", "tand", "cotd"})
  void wholeDegrees(String name) {
    List<@Nullable String> degrees = new ArrayList<>(values(null, "NaN", "Infinity", "-0", "1e20"));
    for (int degree = -720; degree <= 720; degree += 15) {
      degrees.add(Integer.toString(degree));
    }
    compareFunction(name, List.of(Type.FLOAT8), degrees);
  }

  @Test
  void nearlyAllLastDigitsAreTheServers() {
    Map<String, DoubleUnaryOperator> all =
        Map.of(
            "sin",
            Angles::sin,
            "cos",
            Angles::cos,
            "tan",
            Angles::tan,
            "atan",
            Angles::atan,
            "asin",
            Angles::asin,
            "acos",
            Angles::acos,
            "sind",
            Angles::sinOfDegrees);
    Random random = new Random(20261122);
    all.forEach(
        (name, function) -> {
          List<Double> arguments = new ArrayList<>();
          for (int i = 0; i < SAMPLES; i++) {
            double part = 2 * random.nextDouble() - 1;
            boolean ratio = name.equals("asin") || name.equals("acos");
            arguments.add(ratio ? part : part * Math.pow(10, random.nextInt(14) - 4));
          }
          check(name, function, arguments);
        });
  }

  private static void check(String name, DoubleUnaryOperator function, List<Double> arguments) {
    String[] answers =
        TestPostgres.ask(
                "SELECT string_agg(%s(x)::text, ' ' ORDER BY n) FROM unnest('%s'::float8[]) WITH ORDINALITY AS t(x, n)"
                    .formatted(name, arguments.toString().replace('[', '{').replace(']', '}')))
            .split(" ");
    int others = 0;
    for (int i = 0; i < answers.length; i++) {
      double server = Double.parseDouble(answers[i]);
      double own = function.applyAsDouble(arguments.get(i));
      if (own != server) {
        others++;
        assertThat(Math.abs(own - server))
            .as("%s(%s)", name, arguments.get(i))
            .isLessThanOrEqualTo(Math.ulp(server) * (name.endsWith("d") ? 2 : 1));
      }
    }
    assertThat(answers).hasSize(SAMPLES);
    assertThat(others).as(name).isLessThan((int) (SAMPLES * OTHERS));
  }
}

package dev.braid.survey;

import dev.braid.sql.ast.SyntaxNode;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Walks syntax trees, and makes changed ones of them.
///
/// Every node is a record whose parts are nodes, lists of them, or values, so one piece of
/// reflection does for all kinds, and none can be forgotten. A statement has some hundred nodes;
/// this takes well under a millisecond.
final class Tree {
  /// How a kind of node is taken apart and put together.
  private record Shape(Method[] parts, Constructor<?> whole) {
    static Shape of(Class<?> type) {
      RecordComponent[] components = type.getRecordComponents();
      Method[] parts = new Method[components.length];
      Class<?>[] types = new Class<?>[components.length];
      for (int i = 0; i < components.length; i++) {
        parts[i] = components[i].getAccessor();
        types[i] = components[i].getType();
      }
      try {
        return new Shape(parts, type.getDeclaredConstructor(types));
      } catch (NoSuchMethodException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static final ClassValue<Shape> SHAPES =
      new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
          return Shape.of(type);
        }
      };

  private Tree() {}

  /// The node with each of its children replaced; the same node when none of them changes.
  static <N extends SyntaxNode> N children(N node, UnaryOperator<SyntaxNode> map) {
    Shape shape = SHAPES.get(node.getClass());
    @Nullable Object[] values = new @Nullable Object[shape.parts.length];
    boolean changed = false;
    try {
      for (int i = 0; i < values.length; i++) {
        Object value = shape.parts[i].invoke(node);
        values[i] = part(value, map);
        changed |= values[i] != value;
      }
      if (!changed) {
        return node;
      }
      @SuppressWarnings("unchecked")
      N whole = (N) shape.whole.newInstance(values);
      return whole;
    } catch (java.lang.reflect.InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static @Nullable Object part(@Nullable Object value, UnaryOperator<SyntaxNode> map) {
    return switch (value) {
      case SyntaxNode child -> map.apply(child);
      case List<?> list -> {
        List<@Nullable Object> mapped = new ArrayList<>(list.size());
        boolean changed = false;
        for (Object element : list) {
          Object other = part(element, map);
          changed |= other != element;
          mapped.add(other);
        }
        yield changed ? mapped : list;
      }
      case null, default -> value;
    };
  }

  /// Visits a node and all below it, but for what is below a node that is not to be entered.
  static void walk(SyntaxNode node, Predicate<SyntaxNode> enter) {
    if (enter.test(node)) {
      children(
          node,
          child -> {
            walk(child, enter);
            return child;
          });
    }
  }
}

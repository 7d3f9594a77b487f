package dev.braid.slt;

import java.util.ArrayList;
import java.util.List;

/// All topics: each is one file.
final class Topics {
  private Topics() {}

  static List<Topic> all() {
    List<Topic> all = new ArrayList<>();
    all.addAll(OperatorTopics.all());
    all.addAll(CastTopics.all());
    all.addAll(FunctionTopics.all());
    all.addAll(EncodingTopics.all());
    all.addAll(ExpressionTopics.all());
    all.addAll(JsonTopics.all());
    all.addAll(JsonPathTopics.all());
    all.addAll(TextTopics.all());
    all.addAll(TimeTopics.all());
    all.addAll(AggregateTopics.all());
    all.addAll(WindowTopics.all());
    all.addAll(QueryTopics.all());
    all.add(LimitTopics.topic());
    all.addAll(JoinTopics.all());
    all.addAll(SubqueryTopics.all());
    all.addAll(SetTopics.all());
    all.add(ConstantTopics.topic());
    all.add(CollationTopics.topic());
    return all;
  }
}

/// Weights and merged classes: the statement that an analyst wrote, made into the one that answers
/// for the population.
///
/// Entry: [dev.braid.survey.SurveyRewriter]. A rewrite of the parsed statement, printed as SQL
/// again, so that every route answers it: [Merger] puts classes where a table is read, [Weigher]
/// weighs the aggregates level by level. What cannot be weighted rightly is not weighted at all
/// ([NotWeighed] says why). Imports `sql`, `guard`, `catalog` and `result`; stands beside `batch`,
/// which asks it.
@NullMarked
package dev.braid.survey;

import org.jspecify.annotations.NullMarked;

/// Decoded column segments in memory: small encodings that turn into batches quickly, smallest and
/// largest values per zone of 2048 rows, and the one cache of the process that holds them.
///
/// Entry: [dev.braid.source.file.segment.SegmentCache], [dev.braid.source.file.segment.Segment].
/// Knows nothing of file formats.
@NullMarked
package dev.braid.source.file.segment;

import org.jspecify.annotations.NullMarked;

/// Queries over more rows than memory holds, in JVMs with a small heap.
@org.jspecify.annotations.NullMarked
package dev.braid.memory;

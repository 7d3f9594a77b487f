/// Where rows come from. One sub-package per kind of source.
@NullMarked
package dev.braid.source;

import org.jspecify.annotations.NullMarked;

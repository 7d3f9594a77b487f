package dev.braid.type;

/// A span of time: months, days and microseconds are kept apart, because neither a month's nor a
/// day's length is fixed.
public record Interval(int months, int days, long micros) {}

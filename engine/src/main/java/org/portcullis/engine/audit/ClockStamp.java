package org.portcullis.engine.audit;

/**
 * What a record says of its time.
 *
 * @param source where the time came from
 * @param quality how it relates to the times already in the log
 */
public record ClockStamp(ClockSource source, ClockQuality quality) {}

/**
 * The audit log: records of decisions in one canonical encoding, an append-only file that accepts a
 * record only when it is durable, its reader and its recovery, and the replay of a decision from
 * its record.
 */
@NullMarked
package org.portcullis.engine.audit;

import org.jspecify.annotations.NullMarked;

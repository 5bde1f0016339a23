/**
 * The canonical codec: deterministic CBOR (RFC 8949, 4.2.1) in the profile that digests, records
 * and replay rest on. Integers, byte strings, registered texts, arrays, maps and truth values only;
 * no float, tag, null or indefinite length.
 */
@NullMarked
package org.portcullis.facts.codec;

import org.jspecify.annotations.NullMarked;

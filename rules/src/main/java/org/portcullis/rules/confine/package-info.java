/**
 * Confinement: DRL text is parsed, held to a positive grammar and turned into a condition tree;
 * whatever is not understood is refused with its place.
 */
@NullMarked
package org.portcullis.rules.confine;

import org.jspecify.annotations.NullMarked;

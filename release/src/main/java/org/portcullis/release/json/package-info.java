/**
 * JSON read strictly and with places: no duplicate member, no null, no fraction, bounded in size
 * and depth, each value with its line and column; and what may be wrong with a text, as a
 * diagnostic with its place. Shared by everything that people write or sign.
 */
@NullMarked
package org.portcullis.release.json;

import org.jspecify.annotations.NullMarked;

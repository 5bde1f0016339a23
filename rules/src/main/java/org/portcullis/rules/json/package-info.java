/**
 * JSON read strictly and with places: no duplicate member, no null, no fraction, bounded in size
 * and depth, each value with its line and column. Shared by manifests, parameters and cases.
 */
@NullMarked
package org.portcullis.rules.json;

import org.jspecify.annotations.NullMarked;

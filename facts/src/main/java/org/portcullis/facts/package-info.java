/**
 * The vocabulary that rules match: one eligibility case and its fact records, and what rules may
 * find.
 */
@NullMarked
package org.portcullis.facts;

import org.jspecify.annotations.NullMarked;

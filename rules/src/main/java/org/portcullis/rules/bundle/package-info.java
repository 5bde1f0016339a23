/** Rule-set bundles: what {@code ruleset.json} declares, parameters, files and digests. */
@NullMarked
package org.portcullis.rules.bundle;

import org.jspecify.annotations.NullMarked;

/**
 * The embedder's API: evidence to case, case to evaluation, evaluation to record, and only then a
 * decision. Begin with {@link org.portcullis.engine.EligibilityEngine}.
 */
@NullMarked
package org.portcullis.engine;

import org.jspecify.annotations.NullMarked;

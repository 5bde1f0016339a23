/** The intake: turns the evidence of a check-in into the facts that rules match. */
@NullMarked
package org.portcullis.engine.intake;

import org.jspecify.annotations.NullMarked;

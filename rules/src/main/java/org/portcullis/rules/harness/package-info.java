/** The JSON form of a case, in which rule tests and examples are written. */
@NullMarked
package org.portcullis.rules.harness;

import org.jspecify.annotations.NullMarked;

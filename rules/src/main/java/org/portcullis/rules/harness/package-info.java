/** The JSON form of a case, and the tests of rule sets, which are written in it. */
@NullMarked
package org.portcullis.rules.harness;

import org.jspecify.annotations.NullMarked;

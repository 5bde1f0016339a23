/** Rule sets: compiled from confined DRL, evaluated twice, combined in Java. */
@NullMarked
package org.portcullis.rules;

import org.jspecify.annotations.NullMarked;

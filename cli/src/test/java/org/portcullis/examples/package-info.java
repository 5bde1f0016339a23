/** Code that the documentation shows, compiled and run. */
@NullMarked
package org.portcullis.examples;

import org.jspecify.annotations.NullMarked;

/** The {@code portcullis} command. */
@NullMarked
package org.portcullis.cli;

import org.jspecify.annotations.NullMarked;

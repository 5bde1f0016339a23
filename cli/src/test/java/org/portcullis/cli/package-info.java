/** Tests of the command, in process and with streams and a clock of their own. */
@NullMarked
package org.portcullis.cli;

import org.jspecify.annotations.NullMarked;

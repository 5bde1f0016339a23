/** Files that are there whole or not at all, also after a power cut. */
@NullMarked
package org.portcullis.release.files;

import org.jspecify.annotations.NullMarked;

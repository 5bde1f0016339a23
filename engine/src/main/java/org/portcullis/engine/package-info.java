/** The embedder's API: evidence in, audited decision out. */
@NullMarked
package org.portcullis.engine;

import org.jspecify.annotations.NullMarked;

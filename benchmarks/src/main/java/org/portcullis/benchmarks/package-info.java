/** JMH benchmarks with their floors and peers beside them. */
@NullMarked
package org.portcullis.benchmarks;

import org.jspecify.annotations.NullMarked;

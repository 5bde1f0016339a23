/**
 * Types that compiled rules must see and that are public for this reason only; no API, and free to
 * change.
 */
@NullMarked
package org.portcullis.rules.internal;

import org.jspecify.annotations.NullMarked;

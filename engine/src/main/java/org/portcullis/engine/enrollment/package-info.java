/**
 * Enrollments: who a device is to this server, in what standing, and below what it may never go.
 */
@NullMarked
package org.portcullis.engine.enrollment;

import org.jspecify.annotations.NullMarked;

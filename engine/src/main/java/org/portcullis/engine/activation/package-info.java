/**
 * What puts a rule set in force: a signed, monotone activation for one tenant, product and channel,
 * and the store of the activations that were accepted. The rule sets themselves are immutable and
 * found by digest; nothing here changes one.
 */
@NullMarked
package org.portcullis.engine.activation;

import org.jspecify.annotations.NullMarked;

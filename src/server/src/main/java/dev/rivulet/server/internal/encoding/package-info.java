/* SPDX-License-Identifier: Apache-2.0 */
/** Payloads become wire bytes here, once an event; everything behind it handles bytes. */
@NullMarked
package dev.rivulet.server.internal.encoding;

import org.jspecify.annotations.NullMarked;

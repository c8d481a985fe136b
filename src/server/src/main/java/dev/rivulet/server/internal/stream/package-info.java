/* SPDX-License-Identifier: Apache-2.0 */
/** Open responses: how bytes leave. Nothing else touches the servlet output or sends to a sink. */
@NullMarked
package dev.rivulet.server.internal.stream;

import org.jspecify.annotations.NullMarked;

/* SPDX-License-Identifier: Apache-2.0 */
/** All that has seen a request: channels as the API has them, admission, limits, refusals, and how bytes leave. */
@NullMarked
package dev.rivulet.server.internal.http;

import org.jspecify.annotations.NullMarked;

/* SPDX-License-Identifier: Apache-2.0 */
/** The channels behind the API: publishing, registering, who may. */
@NullMarked
package dev.rivulet.server.internal.channel;

import org.jspecify.annotations.NullMarked;

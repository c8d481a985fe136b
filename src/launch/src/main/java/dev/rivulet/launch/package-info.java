/* SPDX-License-Identifier: Apache-2.0 */
/** Sets up and starts the servers that {@code config/servers} describes. */
@NullMarked
package dev.rivulet.launch;

import org.jspecify.annotations.NullMarked;

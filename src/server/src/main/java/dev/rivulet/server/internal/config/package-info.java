/* SPDX-License-Identifier: Apache-2.0 */
/** What operators set, read and checked once at deployment. */
@NullMarked
package dev.rivulet.server.internal.config;

import org.jspecify.annotations.NullMarked;

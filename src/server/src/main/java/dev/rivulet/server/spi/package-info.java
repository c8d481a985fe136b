/* SPDX-License-Identifier: Apache-2.0 */
/** What an application may implement. */
@NullMarked
package dev.rivulet.server.spi;

import org.jspecify.annotations.NullMarked;

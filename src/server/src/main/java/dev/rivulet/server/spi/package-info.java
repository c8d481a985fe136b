/* SPDX-License-Identifier: Apache-2.0 */
/** What an application may implement, and what those who watch the node are told. */
@NullMarked
package dev.rivulet.server.spi;

import org.jspecify.annotations.NullMarked;

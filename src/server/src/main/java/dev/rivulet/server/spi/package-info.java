/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What an application may implement, and what those who watch the node are told. What the application implements are CDI beans;
 * methods that are added to these interfaces later have a default.
 */
@NullMarked
package dev.rivulet.server.spi;

import org.jspecify.annotations.NullMarked;

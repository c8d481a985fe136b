/* SPDX-License-Identifier: Apache-2.0 */
/** The server's parts alone, by JMH. */
@NullMarked
package dev.rivulet.bench.micro;

import org.jspecify.annotations.NullMarked;

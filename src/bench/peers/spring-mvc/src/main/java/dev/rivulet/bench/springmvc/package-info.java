/* SPDX-License-Identifier: Apache-2.0 */
/** A peer: Spring MVC's SseEmitter on Tomcat. */
@NullMarked
package dev.rivulet.bench.springmvc;

import org.jspecify.annotations.NullMarked;

/* SPDX-License-Identifier: Apache-2.0 */
/** The ready-made resource in the application's document: MicroProfile OpenAPI. */
@NullMarked
package dev.rivulet.observability.openapi;

import org.jspecify.annotations.NullMarked;

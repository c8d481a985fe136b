/* SPDX-License-Identifier: Apache-2.0 */
/** What a release consists of: staged artifacts, Maven Central's requirements of them, and the bundle that it takes. */
@NullMarked
package dev.rivulet.release;

import org.jspecify.annotations.NullMarked;

/* SPDX-License-Identifier: Apache-2.0 */
/** What the client is made of. Not for applications: anything here may change in any release. */
@NullMarked
package dev.rivulet.client.internal;

import org.jspecify.annotations.NullMarked;

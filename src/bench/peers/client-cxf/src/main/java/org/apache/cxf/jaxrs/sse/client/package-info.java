/* SPDX-License-Identifier: Apache-2.0 */
/** Opens CXF's inside to the benchmarks. */
@NullMarked
package org.apache.cxf.jaxrs.sse.client;

import org.jspecify.annotations.NullMarked;

/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client;

/**
 * What the browser's constructor takes as its second argument; everything else is the {@linkplain EventSourceBuilder
 * builder's}.
 *
 * @param withCredentials whether cookies and credentials also go to another origin than the source's own, where a redirect
 *     leads there
 */
public record EventSourceInit(boolean withCredentials) {}

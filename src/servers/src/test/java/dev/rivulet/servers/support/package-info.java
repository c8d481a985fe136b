/* SPDX-License-Identifier: Apache-2.0 */
/** Servers as processes, and what is deployed on them. */
package dev.rivulet.servers.support;

/* SPDX-License-Identifier: Apache-2.0 */
/** What the tests deploy beside the samples, on whichever server. */
package dev.rivulet.servers.app;

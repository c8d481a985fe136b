/* SPDX-License-Identifier: Apache-2.0 */
/** What has to hold on every application server, black box, over HTTP. */
package dev.rivulet.servers;

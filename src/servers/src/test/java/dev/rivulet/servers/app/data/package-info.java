/* SPDX-License-Identifier: Apache-2.0 */
/** An application that has its own idea of JSON, and publishes from every kind of thread. */
package dev.rivulet.servers.app.data;

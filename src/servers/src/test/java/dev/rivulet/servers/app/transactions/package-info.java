/* SPDX-License-Identifier: Apache-2.0 */
/** An application that fires events whenever a transaction lets it. */
package dev.rivulet.servers.app.transactions;

/* SPDX-License-Identifier: Apache-2.0 */
/** An application without Rivulet whose streams are written by the byte, for what no good server does. */
package dev.rivulet.it.app.scripted;

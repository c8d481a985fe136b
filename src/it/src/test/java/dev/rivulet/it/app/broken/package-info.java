/* SPDX-License-Identifier: Apache-2.0 */
/** Beans with which an application must not start. */
package dev.rivulet.it.app.broken;

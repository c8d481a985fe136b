/* SPDX-License-Identifier: Apache-2.0 */
/** An application of its own, without Rivulet, that looks after its neighbours on one server. */
package dev.rivulet.it.app.control;

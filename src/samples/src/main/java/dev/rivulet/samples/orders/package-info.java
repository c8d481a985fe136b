/* SPDX-License-Identifier: Apache-2.0 */
/** Orders that are stored with JTA and JPA, and told to the page only when they are. */
package dev.rivulet.samples.orders;

/* SPDX-License-Identifier: Apache-2.0 */
/** What makes a test application one whose users come with MicroProfile JWTs. */
package dev.rivulet.it.app.tokens;

/* SPDX-License-Identifier: Apache-2.0 */
/** What the client does, over each JAX-RS client, against a server that scripts every byte. */
package dev.rivulet.matrix;

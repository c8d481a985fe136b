/* SPDX-License-Identifier: Apache-2.0 */
/** An application that listens to another one's streams, as the guide to the client says, with the container's threads. */
package dev.rivulet.it.app.listening;

/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.support;

/**
 * An event as a browser would dispatch it.
 *
 * @param type {@code message} where the block named none
 * @param data lines joined by LF
 * @param lastEventId the newest id of the stream
 */
public record ReceivedEvent(String type, String data, String lastEventId) {}

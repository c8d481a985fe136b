/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What has to hold on every application server: black box, over HTTP, on a server that the tests start as a process; and, in
 * {@code InContainerIT}, by a test that Arquillian runs inside the server that it has started itself, from the same directory and
 * with the same settings. The build runs the one after the other, each server's adapter on a class path of its own.
 */
package dev.rivulet.servers;

/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What has to hold on every application server, black box, over HTTP. What an application injects is tried in the container by
 * a resource of the tests' own and not through Arquillian, which does so on Payara Micro in {@code src/it}: of its adapters for
 * servers that run already, Maven Central lacks those for Open Liberty ({@code arquillian-liberty-remote-jakarta} 2.1.3), GlassFish
 * ({@code arquillian-glassfish-server-remote} 1.7) and WildFly 39 ({@code wildfly-arquillian-container-remote} 5.1.0.Final);
 * an older one for WildFly has not been tried.
 */
package dev.rivulet.servers;

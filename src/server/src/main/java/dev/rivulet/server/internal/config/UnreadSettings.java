/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.config;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.net.URL;
import java.util.Collections;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/** Settings in the application's file for MicroProfile Config, where there is no MicroProfile Config to read it. */
final class UnreadSettings {

    private static final System.Logger LOG = System.getLogger(UnreadSettings.class.getName());
    private static final String FILE = "META-INF/microprofile-config.properties";

    private UnreadSettings() {}

    static void tell() {
        Set<String> keys = keys(Thread.currentThread().getContextClassLoader());
        if (keys.isEmpty()) {
            LOG.log(
                    Level.INFO,
                    "There is no MicroProfile Config: settings are system properties and environment variables");
        } else {
            LOG.log(
                    Level.WARNING,
                    "There is no MicroProfile Config, so {0} of {1} are not read; add an implementation, such as"
                            + " io.smallrye.config:smallrye-config, or set system properties or environment variables",
                    keys,
                    FILE);
        }
    }

    /** Those of Rivulet's. */
    static Set<String> keys(ClassLoader application) {
        Set<String> keys = new TreeSet<>();
        try {
            for (URL file : Collections.list(application.getResources(FILE))) {
                try (InputStream in = file.openStream()) {
                    Properties properties = new Properties();
                    properties.load(in);
                    keys.addAll(properties.stringPropertyNames());
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            LOG.log(Level.WARNING, "{0} cannot be read: {1}", FILE, e);
        }
        keys.removeIf(key -> !key.startsWith(Setting.PREFIX));
        return keys;
    }
}

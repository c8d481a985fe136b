/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.config;

/** A setting cannot be used: the deployment fails with this. */
public final class InvalidSettingException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    InvalidSettingException(String key, String value, String allowed) {
        super("Setting " + key + " is \"" + value + "\", but allowed is " + allowed);
    }
}

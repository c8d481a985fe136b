/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.support;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** TLS to a server with a certificate that it made itself, for any name. */
public final class TrustingTls extends X509ExtendedTrustManager {

    private TrustingTls() {}

    /** For clients of a test's own server, and of nobody else's. */
    public static SSLContext context() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new TrustingTls()}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {
        // Nobody is checked.
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {
        // Nobody is checked.
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
        // Nobody is checked.
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
        // Nobody is checked.
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) {
        // Nobody is checked.
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) {
        // Nobody is checked.
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}

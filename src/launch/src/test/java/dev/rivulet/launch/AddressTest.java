/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {

    @Test
    void takenPortIsRefusedWithTheSettingThatChoosesAnother() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Address address = new Address("127.0.0.1", taken.getLocalPort());

            assertThatIllegalArgumentException()
                    .isThrownBy(address::requireFree)
                    .withMessageContaining("port " + taken.getLocalPort() + " of 127.0.0.1")
                    .withMessageContaining("-Drivulet.port=N");
        }
    }

    @Test
    void portThatIsTakenOnEveryAddressIsTakenOnLoopback() throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(new Address("127.0.0.1", taken.getLocalPort())::requireFree);
        }
    }

    @Test
    void freePortIsLeftFree() throws IOException {
        Address address = new Address("127.0.0.1", Address.freePort());

        assertThatCode(address::requireFree).doesNotThrowAnyException();
        assertThatCode(address::requireFree).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "65536", "http", "", "80 80"})
    void portThatIsNoneIsRefusedWithTheValueAndTheRule(String port) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Address.of("127.0.0.1", port))
                .withMessage("-Drivulet.port=" + port + ": a port is a number from 1 to 65535");
    }

    @Test
    void addressOfAnotherMachineIsRefused() throws IOException {
        Address address = new Address("192.0.2.1", Address.freePort()); // RFC 5737: nobody's

        assertThatIllegalArgumentException().isThrownBy(address::requireFree).withMessageContaining("of 192.0.2.1");
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, http://localhost:8080/",
        "localhost, http://localhost:8080/",
        "0.0.0.0, http://localhost:8080/",
        "::1, http://localhost:8080/",
        "192.0.2.1, http://192.0.2.1:8080/",
        "2001:db8::1, http://[2001:db8::1]:8080/"
    })
    void rootIsWhatABrowserOnThisMachineOpens(String host, String root) throws IOException {
        assertThat(new Address(host, 8080).root()).hasToString(root);
    }
}

package dev.signet.idp.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signet.idp.settings.InvalidSettingException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

class PublicAddressesTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.255.255",
                "193.0.6.139",
                "223.255.255.255",
                "2001:4860:4860::8888",
                "2606:4700:4700::1111",
                "2a00:1450:4001:80b::200e",
                "64:ff9b::101:101",
                "::ffff:1.1.1.1"
            })
    void knowsWhatIsPublic(String address) {
        assertThat(PublicAddresses.contains(InetAddress.ofLiteral(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "10.255.255.255",
                "100.64.0.1",
                "100.100.100.200",
                "100.127.255.255",
                "127.0.0.1",
                "127.1.2.3",
                "168.63.129.16",
                "169.254.0.1",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.192",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.1.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.1",
                "203.0.113.1",
                "224.0.0.1",
                "239.255.255.250",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::ffff:169.254.169.254",
                "::127.0.0.1",
                "::10.0.0.1",
                "64:ff9b::7f00:1",
                "64:ff9b::a00:1",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b:1::1",
                "100::1",
                "2001::1",
                "2001:0:4136:e378:8000:63bf:3fff:fdd2",
                "2001:db8::1",
                "2002:7f00:1::",
                "2002:a00:1::1",
                "3fff::1",
                "5f00::1",
                "fc00::1",
                "fd00:ec2::254",
                "fe80::1",
                "fec0::1",
                "ff02::1"
            })
    void knowsWhatIsNot(String address) {
        assertThat(PublicAddresses.contains(InetAddress.ofLiteral(address))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.5.0/24, 10.0.5.1, true",
        "10.0.5.0/24, 10.0.6.1, false",
        "10.0.5.0/24, 127.0.0.1, false",
        "fd00:5::/32, fd00:5::1, true",
        "fd00:5::/32, fd00:6::1, false"
    })
    void letsAnOperatorMakeExceptions(String network, String address, boolean allowed) {
        var settings = new OutboundProperties(
                false, List.of(network), Duration.ofSeconds(1), Duration.ofSeconds(1), DataSize.ofKilobytes(1));

        assertThat(settings.allows(InetAddress.ofLiteral(address))).isEqualTo(allowed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.5.0", "10.0.5.0/33", "10.0.5.0/-1", "10.0.5.0/", "localhost/8", "/8", ""})
    void namesAnExceptionThatIsNoNetwork(String network) {
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> new OutboundProperties(
                        false, List.of(network), Duration.ofSeconds(1), Duration.ofSeconds(1), DataSize.ofKilobytes(1)))
                .withMessageStartingWith("idp.outbound.allowed-networks: ");
    }
}

package dev.signet.idp.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedirectsTests {

    @ParameterizedTest
    @CsvSource({
        "https://rp.example/cb,           https://rp.example/cb?state=s",
        "https://rp.example/cb?tenant=a,  https://rp.example/cb?tenant=a&state=s",
        "com.example.app:/cb,             com.example.app:/cb?state=s",
        "/connect/logout,                 /connect/logout?state=s"
    })
    void addBehindWhatIsThere(String address, String expected) {
        assertThat(Redirects.withParameters(address, Map.of("state", "s"))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
            a b,             a%20b
            a+b,             a%2Bb
            a&error=x#top,   a%26error%3Dx%23top
            100%,            100%25
            ä€😀,            %C3%A4%E2%82%AC%F0%9F%98%80
            "<>{}|^,         %22%3C%3E%7B%7D%7C%5E
            ``,              ``
            """)
    void encodeWhatWouldMeanSomething(String value, String expected) {
        assertThat(Redirects.withParameters("/", Map.of("state", value))).isEqualTo("/?state=" + expected);
    }

    @Test
    void cannotBeSplitIntoTwoHeaders() {
        assertThat(Redirects.withParameters("/", Map.of("state", "x\r\nSet-Cookie: a=b")))
                .isEqualTo("/?state=x%0D%0ASet-Cookie%3A%20a%3Db");
    }

    @Test
    void keepTheOrderAndLeaveTheAddressAloneWithoutParameters() {
        var parameters = new LinkedHashMap<String, String>();
        assertThat(Redirects.withParameters("/?a=1", parameters)).isEqualTo("/?a=1");

        parameters.put("code", "c");
        parameters.put("iss", "https://id.example");
        assertThat(Redirects.withParameters("/", parameters)).isEqualTo("/?code=c&iss=https%3A%2F%2Fid.example");
    }
}

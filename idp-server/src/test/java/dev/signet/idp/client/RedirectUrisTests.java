package dev.signet.idp.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectUrisTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://shop.example.com/callback",
                "https://shop.example.com",
                "https://shop.example.com:8443/callback?tenant=a&b=c",
                "http://127.0.0.1/callback",
                "http://127.0.0.1:8080/callback",
                "http://[::1]/callback",
                "http://localhost:3000/callback",
                "com.example.app:/callback",
                "com.example.app://callback"
            })
    void mayBeRegistered(String uri) {
        assertThat(RedirectUris.violationOf(uri)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            https://shop.example.com/callback#part   | fragment not allowed, RFC 6749 §3.1.2
            https://shop.example.com/callback#       | fragment not allowed, RFC 6749 §3.1.2
            /callback                                | must be absolute, RFC 6749 §3.1.2
            //shop.example.com/callback              | must be absolute, RFC 6749 §3.1.2
            https://*.example.com/callback           | wildcard not allowed, RFC 9700 §2.1
            https://shop.example.com/*               | wildcard not allowed, RFC 9700 §2.1
            http://shop.example.com/callback         | must be https; http is for 127.0.0.1, [::1] and localhost only, RFC 8252 §7.3
            http://127.0.0.1.example.com/callback    | must be https; http is for 127.0.0.1, [::1] and localhost only, RFC 8252 §7.3
            http://localhost.example.com/callback    | must be https; http is for 127.0.0.1, [::1] and localhost only, RFC 8252 §7.3
            https://user:word@shop.example.com/      | user name or password not allowed, RFC 9110 §4.2.4
            http://user@127.0.0.1/callback           | user name or password not allowed, RFC 9110 §4.2.4
            https:///callback                        | must name a host, RFC 6749 §3.1.2
            https:callback                           | must name a host, RFC 6749 §3.1.2
            https://shop.example.com:99999/callback  | port must be from 1 to 65535
            javascript:alert(1)                      | scheme must be https, or a private-use scheme with a dot, RFC 8252 §7.1
            data:text/html,x                         | scheme must be https, or a private-use scheme with a dot, RFC 8252 §7.1
            HTTPS://shop.example.com/callback        | scheme must be https, or a private-use scheme with a dot, RFC 8252 §7.1
            myapp:/callback                          | scheme must be https, or a private-use scheme with a dot, RFC 8252 §7.1
            com.example.app:callback                 | a private-use scheme needs a slash after its colon, RFC 8252 §7.1
            com.example.app://user@callback          | user name or password not allowed, RFC 9110 §4.2.4
            """)
    void mayNotBeRegistered(String uri, String rule) {
        assertThat(RedirectUris.violationOf(uri)).contains(rule);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://shop example.com/", "https://shop.example.com/\n", "https://shop\\@evil.example/", ""})
    void mayNotBeRegisteredWithoutBeingAUri(String uri) {
        assertThat(RedirectUris.violationOf(uri)).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "https://shop.example.com/callback, https://shop.example.com/callback",
        "https://shop.example.com/cb?a=1&b=2, https://shop.example.com/cb?a=1&b=2",
        "http://127.0.0.1/callback, http://127.0.0.1:51004/callback",
        "http://127.0.0.1:8080/callback, http://127.0.0.1:51004/callback",
        "http://127.0.0.1:8080/callback, http://127.0.0.1/callback",
        "http://[::1]/callback?x=1, http://[::1]:51004/callback?x=1",
        "http://127.0.0.1, http://127.0.0.1:51004",
        "http://localhost:3000/callback, http://localhost:3000/callback",
        "com.example.app:/callback, com.example.app:/callback"
    })
    void fits(String registered, String requested) {
        assertThat(RedirectUris.matches(List.of("https://other.example.com/", registered), requested))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "https://shop.example.com/callback, https://shop.example.com/callback/",
        "https://shop.example.com/callback, https://shop.example.com/Callback",
        "https://shop.example.com/callback, https://SHOP.example.com/callback",
        "https://shop.example.com/callback, https://shop.example.com:443/callback",
        "https://shop.example.com/callback, https://shop.example.com/callback?a=1",
        "https://shop.example.com/callback, https://shop.example.com/x/../callback",
        "https://shop.example.com/callback, https://shop.example.com/%63allback",
        "https://shop.example.com/callback, https://shop.example.com/callback#part",
        "https://shop.example.com/callback, https://shop.example.com.evil.example/callback",
        "https://127.0.0.1/callback, https://127.0.0.1:8443/callback",
        "http://localhost:3000/callback, http://localhost:3001/callback",
        "http://127.0.0.1/callback, http://localhost/callback",
        "http://127.0.0.1/callback, http://[::1]/callback",
        "http://127.0.0.1/callback, http://127.0.0.1:80@evil.example/callback",
        "http://127.0.0.1/callback, http://127.0.0.1:8080/callback#part",
        "http://127.0.0.1/callback, http://127.0.0.1:8080/callback/more",
        "http://127.0.0.1/callback, http://127.0.0.1:99999/callback",
        "http://127.0.0.1/callback, http://127.0.0.1:/callback",
        "http://127.0.0.1/callback, http://127.0.0.2:8080/callback",
        "http://127.0.0.1/callback, http://127.0.0.1.evil.example/callback",
        "http://127.0.0.1, http://127.0.0.1.evil.example"
    })
    void doesNotFit(String registered, String requested) {
        assertThat(RedirectUris.matches(List.of(registered), requested)).isFalse();
    }
}

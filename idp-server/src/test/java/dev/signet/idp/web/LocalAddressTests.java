package dev.signet.idp.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

class LocalAddressTests {

    @Test
    void isThatOfThePageWithItsQuery() {
        var request = new MockHttpServletRequest("GET", "/login");
        request.setQueryString("switch&ticket=a%2Fb");

        assertThat(LocalAddress.of(request)).isEqualTo("/login?switch&ticket=a%2Fb");
    }

    @Test
    void keepsTheTicketOfAFormAndNothingElse() {
        var request = new MockHttpServletRequest("POST", "/login");
        request.setParameter("ticket", "a b&c={x}/é");
        request.setParameter("password", "secret");

        assertThat(LocalAddress.of(request)).isEqualTo("/login?ticket=a%20b%26c%3D%7Bx%7D%2F%C3%A9");
        assertThat(LocalAddress.orHome(LocalAddress.of(request))).isEqualTo(LocalAddress.of(request));
    }
}

package dev.signet.idp.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RelyingPartyViewTests {

    @ParameterizedTest
    @CsvSource({"Northwind Books,NB", "crm,C", "  élan  vital,ÉV", "a b c,AB", "'«Büro» 24',B2", "𝒶lpha,𝒶", "'***',''"
    })
    void hasInitialsInPlaceOfALogo(String name, String initials) {
        assertThat(RelyingPartyView.of(name, null, null, null, null).initials()).isEqualTo(initials);
    }

    @Test
    void namesTheHostOfTheHomePage() {
        assertThat(RelyingPartyView.of("a", "https://books.example:8443/start?x", null, null, null)
                        .host())
                .isEqualTo("books.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"javascript:alert(1)", "data:text/html,x", "no address", "/local", "mailto:a@b.example"})
    void linksToPagesOnly(String address) {
        var view = RelyingPartyView.of("a", address, address, address, address);

        assertThat(view).isEqualTo(new RelyingPartyView("a", "A", null, null, null, null));
    }
}

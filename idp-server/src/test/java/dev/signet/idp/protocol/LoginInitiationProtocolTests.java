package dev.signet.idp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.test.Browser;
import dev.signet.idp.test.OwnClient;
import dev.signet.idp.test.Persona;
import dev.signet.idp.test.RelyingParty;
import dev.signet.idp.test.SignetTest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@SignetTest
@DisplayName("OpenID Connect Core 1.0 §4: login that starts here")
class LoginInitiationProtocolTests {

    @Autowired
    ApplicationContext application;

    @Autowired
    IdpProperties idp;

    Browser browser;
    OwnClient books;

    @BeforeEach
    void aClientThatCanBeStarted() {
        browser = new Browser(idp.issuer());
        books = OwnClient.register(
                application,
                "client_name: Northwind Books",
                "redirect_uris: [\"http://127.0.0.1/callback\", \"https://books.example.com/callback\"]",
                "initiate_login_uri: https://books.example.com/login?shop=1#top",
                "token_endpoint_auth_method: none",
                "require_consent: true",
                "scope: openid");
    }

    @Test
    void leadsFromTheAccountPageToTheRelyingPartyAndBackSignedIn() {
        var relyingParty = RelyingParty.registered(idp.issuer(), books.id(), null, "openid");
        var ada = Persona.ada(application);
        var page = ada.signIn(browser, browser.open(relyingParty.authorizationRequest()));
        browser.submit(page, Map.of("decision", "approve"));

        var link = browser.open("/account/applications").html().expectFirst("a[href^=/start]");
        var outside = browser.open(link.attr("href")).address();

        assertThat(link.attr("aria-label")).isEqualTo("Open Northwind Books");
        assertThat(outside.toString()).startsWith("https://books.example.com/login?shop=1&iss=");
        // what a relying party does there: it knows the provider by iss, and asks it in the usual way
        var iss = new Issuer(
                URLUtils.parseParameters(outside.getRawQuery()).get("iss").getFirst());
        var started = RelyingParty.registered(URI.create(iss.getValue()), books.id(), null, "openid");
        assertThat(iss).isEqualTo(relyingParty.provider().getIssuer());
        assertThat(started.tokens(browser.open(started.authorizationRequest()).address()))
                .isNotNull();
    }

    @Test
    void handsOnWhereThePersonWantsToGo() {
        var target = "https://books.example.com/shelf?a=b&c=ä";

        var outside = new Browser(idp.issuer())
                .open(idp.issuer()
                        .resolve("/start?client_id=" + books.id() + "&target_link_uri="
                                + URLUtils.serializeParameters(Map.of("x", List.of(target)))
                                        .substring(2)))
                .address();

        assertThat(URLUtils.parseParameters(outside.getRawQuery()))
                .containsEntry("target_link_uri", List.of(target))
                .containsEntry("iss", List.of(idp.issuer().toString()))
                .containsEntry("shop", List.of("1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "https://books.example.com.evil.example/",
                "https://books.example.com@evil.example/",
                "http://books.example.com/",
                "//books.example.com/",
                "javascript:alert(1)",
                "/shelf",
                "%00"
            })
    void leadsToNoPageOfAnybodyElse(String target) {
        var encoded = target.startsWith("%")
                ? target
                : URLUtils.serializeParameters(Map.of("x", List.of(target))).substring(2);

        assertThat(browser.open("/start?client_id=" + books.id() + "&target_link_uri=" + encoded)
                        .status())
                .isEqualTo(400);
    }

    @Test
    void isNotThereForOthers() {
        for (var client : List.of("forum", "nobody", "")) {
            assertThat(browser.open("/start?client_id=" + client).status())
                    .as(client)
                    .isEqualTo(404);
        }
        assertThat(browser.open("/start").status()).isEqualTo(400);
    }
}

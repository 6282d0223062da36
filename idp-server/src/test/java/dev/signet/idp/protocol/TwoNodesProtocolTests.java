package dev.signet.idp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.ClientCredentialsGrant;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationRequest;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationResponse;
import com.nimbusds.oauth2.sdk.device.DeviceCodeGrant;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.test.Browser;
import dev.signet.idp.test.DpopKey;
import dev.signet.idp.test.OwnClient;
import dev.signet.idp.test.Persona;
import dev.signet.idp.test.RelyingParty;
import dev.signet.idp.test.SecondNode;
import dev.signet.idp.test.SignetTest;
import dev.signet.idp.test.Together;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@SignetTest
@DisplayName("Two nodes on one database")
class TwoNodesProtocolTests {

    private static SecondNode second;

    @Autowired
    ApplicationContext application;

    @Autowired
    IdpProperties idp;

    URI issuer;
    Persona ada;
    RelyingParty here;
    RelyingParty there;

    @BeforeAll
    static void start(@Autowired ApplicationContext application) {
        second = SecondNode.of(application);
    }

    @AfterAll
    static void stop() {
        second.close();
    }

    @BeforeEach
    void aRelyingPartyThatReachesBoth() {
        issuer = idp.issuer();
        ada = Persona.ada(application);
        here = RelyingParty.fieldApp(issuer);
        there = here.against(second.address());
    }

    @Test
    void aHundredRefreshesOfOneTokenAtOnceGetOneSuccessor() throws Exception {
        var token =
                here.tokens(ada.signInTo(here, new Browser(issuer))).getTokens().getRefreshToken();

        var answers = onBoth(50, node -> node.refresh(token));

        assertThat(answers).hasSize(100).allMatch(TokenResponse::indicatesSuccess);
        var successors = answers.stream()
                .map(TwoNodesProtocolTests::refreshToken)
                .distinct()
                .toList();
        assertThat(successors).hasSize(1).doesNotContain(token);
        assertThat(there.refresh(successors.getFirst()).indicatesSuccess()).isTrue();
    }

    @Test
    void twentyRedemptionsOfOneCodeAtOnceGiveTokensOnce() throws Exception {
        var code = here.code(ada.signInTo(here, new Browser(issuer)));

        var answers = onBoth(10, node -> node.redeem(code));

        assertThat(answers).hasSize(20);
        assertThat(answers.stream().filter(TokenResponse::indicatesSuccess)).hasSize(1);
    }

    @Test
    void whatOneRevokesTheOtherRefusesAtOnce() {
        var tokens = here.tokens(ada.signInTo(here, new Browser(issuer))).getTokens();
        assertThat(there.userInfo(tokens.getBearerAccessToken()).indicatesSuccess())
                .isTrue();

        here.revoke(tokens.getRefreshToken());

        assertThat(there.userInfo(tokens.getBearerAccessToken()).indicatesSuccess())
                .isFalse();
        assertThat(there.refresh(tokens.getRefreshToken()).indicatesSuccess()).isFalse();
    }

    @Test
    @DisplayName("RFC 9449 §11.1: a proof is taken once, wherever it comes")
    void ofManyRequestsWithOneProofOneIsAnswered() throws Exception {
        var worker = RelyingParty.registered(issuer, "worker", OwnClient.basicOf("worker"), "orders:read");
        var elsewhere = worker.against(second.address());
        var proof = DpopKey.es256().proof("POST", issuer.resolve("/oauth2/token"), null);

        var tasks = new ArrayList<Callable<Integer>>();
        for (var node : List.of(worker, elsewhere)) {
            tasks.addAll(Collections.nCopies(
                    5, () -> node.send(new ClientCredentialsGrant(), proof).getStatusCode()));
        }

        assertThat(Together.run(tasks)).hasSize(10).containsOnlyOnce(200);
    }

    @Test
    void aDeviceGetsTokensFromOneOfThem() throws Exception {
        var client = OwnClient.register(
                application,
                "grant_types: [\"urn:ietf:params:oauth:grant-type:device_code\", refresh_token]",
                "redirect_uris: []",
                "token_endpoint_auth_method: none");
        here = RelyingParty.registered(issuer, client.id(), null, "openid");
        there = here.against(second.address());
        var request = new DeviceAuthorizationRequest(
                issuer.resolve("/oauth2/device_authorization"), new ClientID(client.id()), Scope.parse("openid"));
        var started = DeviceAuthorizationResponse.parse(request.toHTTPRequest().send())
                .toSuccessResponse();
        var browser = new Browser(issuer);
        browser.submit(
                ada.signIn(browser, browser.open(started.getVerificationURIComplete())), Map.of("decision", "approve"));

        var answers = onBoth(10, node -> node.token(new DeviceCodeGrant(started.getDeviceCode())));

        assertThat(answers).hasSize(20);
        assertThat(answers.stream().filter(TokenResponse::indicatesSuccess)).hasSize(1);
    }

    @Test
    @DisplayName("RFC 9126 §7.3: a pushed request gives one code, wherever it is visited")
    void ofManyVisitsOfAPushedRequestOneGetsACode() throws Exception {
        var browser = new Browser(issuer);
        ada.signInTo(here, browser);
        var request = here.authorizationRequest(here.push());
        var atTheOther = second.address().resolve(request.getRawPath() + "?" + request.getRawQuery());

        var tasks = new ArrayList<Callable<Browser.Page>>();
        for (var address : List.of(request, atTheOther)) {
            tasks.addAll(Collections.nCopies(10, () -> browser.open(address)));
        }

        assertThat(Together.run(tasks).stream()
                        .filter(it -> it.address().toString().contains("code=")))
                .hasSize(1);
    }

    private interface Request {
        TokenResponse to(RelyingParty node);
    }

    private List<TokenResponse> onBoth(int each, Request request) throws Exception {
        var tasks = new ArrayList<Callable<TokenResponse>>(Collections.nCopies(each, () -> request.to(here)));
        tasks.addAll(Collections.nCopies(each, () -> request.to(there)));
        return Together.run(tasks);
    }

    private static RefreshToken refreshToken(TokenResponse answer) {
        return answer.toSuccessResponse().getTokens().getRefreshToken();
    }
}

package dev.signet.idp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.test.Browser;
import dev.signet.idp.test.Persona;
import dev.signet.idp.test.RelyingParty;
import dev.signet.idp.test.SignetTest;
import dev.signet.idp.test.TestRegistration;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@SignetTest
@DisplayName("RFC 8707: resource indicators")
class ResourceProtocolTests {

    private static final JsonMapper JSON = new JsonMapper();
    private static final URI ORDERS = URI.create("https://orders.example.com/api");
    private static final URI STOCK = URI.create("urn:example:stock");

    @Autowired
    ApplicationContext application;

    @Autowired
    IdpProperties idp;

    @Autowired
    JdbcClient jdbc;

    URI issuer;
    Browser browser;
    RelyingParty client;
    String clientId;
    Persona ada;

    @BeforeEach
    void register() {
        issuer = idp.issuer();
        browser = new Browser(issuer);
        ada = Persona.ada(application);
        clientId =
                TestRegistration.publicClient(jdbc, Map.of("resources", List.of(ORDERS.toString(), STOCK.toString())));
        client = RelyingParty.publicClient(issuer, clientId);
    }

    @Test
    @DisplayName("§2.1: the access token is for what the authorization request named")
    void theTokenIsForWhatTheRequestNamed() throws Exception {
        var tokens = redeem(code(ORDERS), "");

        assertThat(audience(tokens)).containsExactly(ORDERS.toString());
        assertThat(userInfo(tokens)).isFalse();
    }

    @Test
    @DisplayName("§2.2: of several, a token request takes those that it names")
    void aTokenRequestTakesThoseThatItNames() throws Exception {
        var one = redeem(code(ORDERS, STOCK, issuer), resource(STOCK));
        assertThat(audience(one)).containsExactly(STOCK.toString());

        var all = refresh(one, "");
        assertThat(audience(all)).containsExactlyInAnyOrder(ORDERS.toString(), STOCK.toString(), issuer.toString());

        var two = refresh(all, resource(ORDERS) + resource(STOCK));
        assertThat(audience(two)).containsExactlyInAnyOrder(ORDERS.toString(), STOCK.toString());

        var ours = refresh(two, resource(issuer));
        assertThat(audience(ours)).containsExactly(issuer.toString());
        assertThat(userInfo(ours)).isTrue();
    }

    @Test
    void aRequestThatNamesNoneGetsATokenForUsAndMayNameOneLater() throws Exception {
        var tokens = redeem(code(), "");
        assertThat(audience(tokens)).containsExactly(issuer.toString());
        assertThat(userInfo(tokens)).isTrue();

        assertThat(audience(refresh(tokens, resource(ORDERS)))).containsExactly(ORDERS.toString());
    }

    @Test
    void nothingIsAddedThatWasNotGranted() {
        var tokens = redeem(code(ORDERS), "");

        assertThat(refresh(tokens, resource(STOCK)).get("error").asString()).isEqualTo("invalid_target");
        assertThat(redeem(code(ORDERS), resource(issuer)).get("error").asString())
                .isEqualTo("invalid_target");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://other.example", "https://orders.example.com/api/", "orders", "urn:a urn:b", "%"})
    @DisplayName("§2: another resource than those of the registration is invalid_target")
    void anotherResourceIsInvalid(String resource) {
        var request = client.authorizationRequest() + "&resource=" + encode(ORDERS.toString()) + "&resource="
                + encode(resource);

        assertThat(client.receive(browser.open(URI.create(request)).address())
                        .toErrorResponse()
                        .getErrorObject()
                        .getCode())
                .isEqualTo("invalid_target");
        assertThat(redeem(code(), "&resource=" + encode(resource)).get("error").asString())
                .isEqualTo("invalid_target");
    }

    @Test
    void aResourceThatIsPushedCountsToo() throws Exception {
        var pushed = client.push(it -> it.resources(ORDERS, STOCK));
        var request = client.authorizationRequest(pushed.toSuccessResponse().getRequestURI());
        var code = client.code(ada.signIn(browser, browser.open(request)).address())
                .getValue();

        assertThat(audience(redeem(code, ""))).containsExactlyInAnyOrder(ORDERS.toString(), STOCK.toString());
        assertThat(client.push(it -> it.resources(URI.create("https://other.example")))
                        .toErrorResponse()
                        .getErrorObject()
                        .getCode())
                .isEqualTo("invalid_target");
    }

    @Test
    @DisplayName("§2.2: client credentials")
    void clientCredentials() throws Exception {
        assertThat(audience(worker(""))).containsExactly(issuer.toString());
        assertThat(audience(worker(resource(ORDERS)))).containsExactly(ORDERS.toString());
        assertThat(worker(resource(STOCK)).get("error").asString()).isEqualTo("invalid_target");
    }

    private String code(URI... resources) {
        var request = client.authorizationRequest(it -> resources.length == 0 ? it : it.resources(resources));
        var page = browser.open(request);
        return client.code(
                        page.isOutside(issuer)
                                ? page.address()
                                : ada.signIn(browser, page).address())
                .getValue();
    }

    private JsonNode redeem(String code, String more) {
        return token("grant_type=authorization_code&client_id=" + clientId + "&code=" + code + "&code_verifier="
                + client.verifier().getValue() + "&redirect_uri="
                + encode(client.redirectUri().toString()) + more);
    }

    private JsonNode refresh(JsonNode tokens, String more) {
        return token("grant_type=refresh_token&client_id=" + clientId + "&refresh_token="
                + tokens.get("refresh_token").asString() + more);
    }

    private JsonNode worker(String more) {
        var pair = "worker:worker-secret-for-tests-0123456789".getBytes(StandardCharsets.UTF_8);
        return JSON.readTree(browser.send(post("grant_type=client_credentials" + more)
                        .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair)))
                .body());
    }

    private JsonNode token(String form) {
        return JSON.readTree(browser.send(post(form)).body());
    }

    private HttpRequest.Builder post(String form) {
        return HttpRequest.newBuilder(issuer.resolve("/oauth2/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form));
    }

    private boolean userInfo(JsonNode tokens) {
        return client.userInfo(new BearerAccessToken(tokens.get("access_token").asString()))
                .indicatesSuccess();
    }

    private static List<String> audience(JsonNode tokens) throws ParseException {
        return SignedJWT.parse(tokens.get("access_token").asString())
                .getJWTClaimsSet()
                .getAudience();
    }

    private static String resource(URI resource) {
        return "&resource=" + encode(resource.toString());
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

package dev.signet.idp.backchannel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.claims.LogoutTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.validators.LogoutTokenValidator;
import dev.signet.idp.client.ClientRegistration;
import dev.signet.idp.outbox.DeliveryFilter;
import dev.signet.idp.outbox.DeliveryState;
import dev.signet.idp.outbox.Outbox;
import dev.signet.idp.session.BrowserSessions;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.test.Browser;
import dev.signet.idp.test.LogoutReceiver;
import dev.signet.idp.test.Persona;
import dev.signet.idp.test.RelyingParty;
import dev.signet.idp.test.SignetTest;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@SignetTest
@DisplayName("OpenID Connect Back-Channel Logout 1.0")
class BackchannelLogoutTests {

    @Autowired
    ApplicationContext context;

    @Autowired
    IdpProperties idp;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    BrowserSessions sessions;

    @Autowired
    Outbox outbox;

    @Autowired
    ClientRegistration registrations;

    final LogoutReceiver receiver = new LogoutReceiver();
    String clientId;
    Persona ada;
    Browser here;
    RelyingParty application;

    @BeforeEach
    void register() {
        clientId = "told-" + UUID.randomUUID();
        jdbc.sql("""
                INSERT INTO client (client_id, metadata, source, enabled, created_at, updated_at)
                VALUES (:id, jsonb_build_object(
                            'redirect_uris', jsonb_build_array('http://127.0.0.1/callback'),
                            'token_endpoint_auth_method', 'none',
                            'scope', 'openid',
                            'require_consent', false,
                            'backchannel_logout_uri', CAST(:address AS text)), 'file', true, now(), now())
                """).param("id", clientId).param("address", receiver.address()).update();
        ada = Persona.ada(context);
        here = new Browser(idp.issuer());
        application = RelyingParty.publicClient(idp.issuer(), clientId);
    }

    @AfterEach
    void stop() {
        receiver.close();
    }

    @Test
    void anIndependentLibraryAcceptsTheTokenAndFindsTheSessionInIt() throws Exception {
        var idToken = application.idToken(application.tokens(ada.signInTo(application, here)));

        signOut();

        await().atMost(Duration.ofSeconds(20)).until(() -> receiver.tokens().size() == 1);
        var claims = validated(receiver.tokens().getFirst());
        assertThat(claims.getSubject().getValue()).isEqualTo(ada.id().toString());
        assertThat(claims.getSessionID().getValue()).isEqualTo(idToken.getStringClaim("sid"));
        await().atMost(Duration.ofSeconds(10))
                .until(() -> outbox.list(DeliveryFilter.ofKind("logout").forClient(clientId), 10)
                                .getFirst()
                                .state()
                        == DeliveryState.DELIVERED);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aClientThatIsDeletedOrDisabledIsToldOfItsLiveSessions(boolean isDeleted) throws Exception {
        var tokens = application.tokens(ada.signInTo(application, here));
        var sid = application.idToken(tokens).getStringClaim("sid");
        receiver.answerWith(503);

        var isEnded = isDeleted
                ? registrations.delete(ada.id().value(), clientId)
                : registrations.enable(ada.id().value(), clientId, false);

        assertThat(isEnded).isTrue();
        await().atMost(Duration.ofSeconds(20)).until(() -> !receiver.tokens().isEmpty());
        receiver.answerWith(200);
        await().atMost(Duration.ofSeconds(30)).until(() -> receiver.tokens().size() >= 2);
        assertThat(validated(receiver.tokens().getLast()).getSessionID().getValue())
                .isEqualTo(sid);
        assertThat(jdbc.sql("SELECT count(*) FROM authorization_grant WHERE client_id = :id AND revoked_at IS NULL")
                        .param("id", clientId)
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(here.open("/account").status()).isEqualTo(200);
    }

    @Test
    void aRelyingPartyThatIsDownIsToldLaterByTheSameEvent() throws Exception {
        application.tokens(ada.signInTo(application, here));
        receiver.answerWith(503);

        signOut();
        await().atMost(Duration.ofSeconds(20)).until(() -> !receiver.tokens().isEmpty());
        receiver.answerWith(204);

        await().atMost(Duration.ofSeconds(30)).until(() -> receiver.tokens().size() >= 2);
        assertThat(SignedJWT.parse(receiver.tokens().getLast())
                        .getJWTClaimsSet()
                        .getJWTID())
                .isEqualTo(SignedJWT.parse(receiver.tokens().getFirst())
                        .getJWTClaimsSet()
                        .getJWTID());
    }

    @Test
    void aRelyingPartyThatRefusesIsNotAskedAgain() {
        application.tokens(ada.signInTo(application, here));
        receiver.answerWith(400);

        signOut();

        await().atMost(Duration.ofSeconds(20))
                .until(() -> outbox.list(DeliveryFilter.ofKind("logout").forClient(clientId), 10).stream()
                        .anyMatch(it -> it.state() == DeliveryState.FAILED));
        assertThat(receiver.tokens()).hasSize(1);
    }

    @Test
    void aSessionThatIsRevokedElsewhereIsToldToo() {
        application.tokens(ada.signInTo(application, here));

        sessions.endAll(ada.id(), "test");

        await().atMost(Duration.ofSeconds(20)).until(() -> receiver.tokens().size() == 1);
    }

    @Test
    void whoeverTookNoPartIsNotTold() {
        ada.signIn(here, here.open("/login"));

        signOut();

        assertThat(outbox.list(DeliveryFilter.ofKind("logout").forClient(clientId), 10))
                .isEmpty();
    }

    private void signOut() {
        here.submit(here.open("/account"), "form[action=/logout]", Map.of());
    }

    private LogoutTokenClaimsSet validated(String token) throws Exception {
        var validator = new LogoutTokenValidator(
                new Issuer(idp.issuer()),
                new ClientID(clientId),
                JWSAlgorithm.RS256,
                application.provider().getJWKSetURI().toURL(),
                null);
        return validator.validate(SignedJWT.parse(token));
    }
}

package dev.signet.idp.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.openid.connect.sdk.Prompt;
import dev.signet.idp.crypto.TokenHash;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.test.Browser;
import dev.signet.idp.test.Persona;
import dev.signet.idp.test.PostgresProxy;
import dev.signet.idp.test.RelyingParty;
import dev.signet.idp.test.SecondNode;
import dev.signet.idp.test.SignetTest;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

@SignetTest
@DisplayName("A node that is killed between the commit and the answer")
class KilledNodeTests {

    @Autowired
    ApplicationContext application;

    @Autowired
    Environment environment;

    @Autowired
    IdpProperties idp;

    @Autowired
    JdbcClient jdbc;

    @TempDir
    Path folder;

    @Test
    void costsNobodyTheirAccess() throws Exception {
        try (var proxy = new PostgresProxy(environment.getRequiredProperty("spring.datasource.url"));
                var node = SignetProcess.node(folder, SecondNode.settings(environment, proxy.url()))) {
            var app = RelyingParty.registered(idp.issuer(), "patient-app", null, "openid offline_access");
            var killed = app.against(node.awaitReady().address());
            var browser = new Browser(idp.issuer());
            var token = app.tokens(Persona.ada(application).signInTo(app, browser))
                    .getTokens()
                    .getRefreshToken();
            var code = silentCode(app, browser);

            proxy.keepAnswersToCommits();
            var refresh = Thread.startVirtualThread(() -> neverAnswered(() -> killed.refresh(token)));
            var redemption = Thread.startVirtualThread(() -> neverAnswered(() -> killed.redeem(code)));
            while (!isCommitted(code)) {
                Thread.onSpinWait();
            }
            node.killServer();
            refresh.join();
            redemption.join();

            var again = app.refresh(token).toSuccessResponse().getTokens().getRefreshToken();
            assertThat(app.refresh(token).toSuccessResponse().getTokens().getRefreshToken())
                    .as("the one successor that there is")
                    .isEqualTo(again);
            assertThat(app.refresh(again).indicatesSuccess()).isTrue();
            assertThat(app.redeem(code).toErrorResponse().getErrorObject().getCode())
                    .as("a code works once (RFC 6749 §4.1.2)")
                    .isEqualTo("invalid_grant");
            assertThat(app.redeem(silentCode(app, browser)).indicatesSuccess())
                    .as("and the person is still signed in")
                    .isTrue();
        }
    }

    private static AuthorizationCode silentCode(RelyingParty app, Browser browser) {
        var request = app.authorizationRequest(it -> it.prompt(new Prompt("none")));
        return app.code(browser.open(request).address());
    }

    private static void neverAnswered(Supplier<TokenResponse> request) {
        try {
            throw new IllegalStateException("answered: " + request.get());
        } catch (AssertionError _) {
            // the connection is gone with the node
        }
    }

    /** Whether both changes are there: the token is rotated, and the code is used. */
    private boolean isCommitted(AuthorizationCode code) {
        return jdbc.sql("""
                SELECT EXISTS (SELECT FROM authorization_grant WHERE client_id = 'patient-app' AND generation = 1)
                   AND EXISTS (SELECT FROM authorization_code WHERE code_hash = :code AND consumed_at IS NOT NULL)
                """)
                .param("code", TokenHash.of(code.getValue()).bytes())
                .query(Boolean.class)
                .single();
    }
}

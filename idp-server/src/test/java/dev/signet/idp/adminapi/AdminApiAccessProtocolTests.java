package dev.signet.idp.adminapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import dev.signet.idp.access.Power;
import dev.signet.idp.access.Role;
import dev.signet.idp.access.Roles;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.test.Browser;
import dev.signet.idp.test.DpopKey;
import dev.signet.idp.test.OwnClient;
import dev.signet.idp.test.Persona;
import dev.signet.idp.test.RelyingParty;
import dev.signet.idp.test.SignetTest;
import dev.signet.idp.token.AdministrationApi;
import dev.signet.idp.user.AccountStatus;
import dev.signet.idp.user.Accounts;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@SignetTest
@DisplayName("Who may call the API for administrators")
class AdminApiAccessProtocolTests {

    private static final String READ = "admin:clients:read";

    @Autowired
    ApplicationContext application;

    @Autowired
    IdpProperties idp;

    @Autowired
    JdbcClient jdbc;

    @Test
    void saysHowToAskForATokenAndWhere() {
        var answer = AdminApi.nobody(application).get("/clients");

        assertThat(answer.problem()).isEqualTo("401 unauthorized");
        assertThat(answer.http().headers().allValues("WWW-Authenticate"))
                .anySatisfy(it -> assertThat(it).startsWith("Bearer").contains(metadata()))
                .anySatisfy(it -> assertThat(it).startsWith("DPoP").contains(metadata()));
        var described = new Browser(idp.issuer()).open(URI.create(metadata()));
        assertThat(described.body())
                .contains("\"resource\":\"" + resource() + '"')
                .contains("\"admin:clients:read\"");
    }

    @Test
    void letsAPersonInWithTheScopesAndTheRoles() {
        var api = AdminApi.person(application, Persona.ada(application), READ, Role.AUDITOR);

        assertThat(api.get("/clients").status()).isEqualTo(200);
        assertThat(api.get("/clients").header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void letsAClientInWithTheRolesOfItsRegistration() {
        assertThat(AdminApi.client(application, "auditor", READ).get("/clients").status())
                .isEqualTo(200);
        assertThat(AdminApi.client(application, "", READ).get("/clients").problem())
                .isEqualTo("403 forbidden");
        assertThat(AdminApi.client(application, "no-such-role", READ)
                        .get("/clients")
                        .problem())
                .isEqualTo("403 forbidden");
    }

    @Test
    void wantsTheScopeWhateverTheRolesAre() {
        var api = AdminApi.person(application, Persona.ada(application), READ, Role.ADMINISTRATOR);

        var answer = api.post("/clients", "{}");

        assertThat(answer.problem()).isEqualTo("403 insufficient-scope");
        assertThat(answer.header("WWW-Authenticate"))
                .isEqualTo("Bearer error=\"insufficient_scope\", scope=\"admin:clients:read admin:clients:write\"");
    }

    @Test
    void wantsTheRolesWhateverTheScopesAre() {
        var somebody = Persona.ada(application);
        var api = AdminApi.person(application, somebody, AdminApi.ALL_SCOPES, Role.HELP_DESK);

        assertThat(api.get("/clients").problem()).isEqualTo("403 forbidden");
        assertThat(refusals(somebody.id().value())).containsExactly(AdministrationApi.PATH + "/clients");
    }

    @Test
    void wantsATokenThatIsForTheApi() {
        var client = OwnClient.register(application, "scope: openid " + READ);
        var somebody = administrator();
        var party = RelyingParty.registered(idp.issuer(), client.id(), client.basic(), "openid " + READ);
        var forUserInfo = party.tokens(somebody.signInTo(party, new Browser(idp.issuer())))
                .getTokens()
                .getAccessToken();

        assertThat(with(forUserInfo).get("/clients").problem()).isEqualTo("401 unauthorized");
    }

    @Test
    void isTheOnlyThingThatItsTokensAreFor() {
        var api = AdminApi.person(application, Persona.ada(application), READ, Role.AUDITOR);

        var party = RelyingParty.forum(idp.issuer());
        assertThat(party.userInfo(new BearerAccessToken(api.token())).indicatesSuccess())
                .isFalse();
    }

    @Test
    void wantsASecondFactorAsTheConsoleDoes() {
        var client = OwnClient.register(application, "scope: openid " + READ);
        var party = RelyingParty.registered(idp.issuer(), client.id(), client.basic(), "openid " + READ);
        var request = party.authorizationRequest(it -> it.resources(URI.create(resource())));
        var passwordOnly = party.tokens(administrator().signInTo(request, new Browser(idp.issuer())))
                .getTokens()
                .getAccessToken();

        var answer = with(passwordOnly).get("/clients");

        assertThat(answer.problem()).isEqualTo("401 insufficient-user-authentication");
        assertThat(answer.header("WWW-Authenticate"))
                .contains("error=\"insufficient_user_authentication\"")
                .contains("acr_values=\"mfa\"")
                .contains("max_age=\"1800\"");
    }

    @Test
    void seesAtOnceThatATokenWasRevokedOrItsOwnerLocked() {
        var somebody = Persona.ada(application);
        var api = AdminApi.person(application, somebody, READ, Role.AUDITOR);
        assertThat(api.get("/clients").status()).isEqualTo(200);

        application.getBean(Accounts.class).changeStatus(somebody.id(), AccountStatus.DISABLED);

        assertThat(api.get("/clients").problem()).isEqualTo("401 unauthorized");

        var client = AdminApi.machine(application, "auditor", READ);
        var machine = AdminApi.client(application, client, READ);
        assertThat(machine.get("/clients").status()).isEqualTo(200);
        RelyingParty.registered(idp.issuer(), client.id(), client.basic(), READ)
                .revoke(new BearerAccessToken(machine.token()));
        assertThat(machine.get("/clients").problem()).isEqualTo("401 unauthorized");
    }

    @Test
    void seesThatARoleWasTakenAway() {
        var client = AdminApi.machine(application, "auditor", READ);
        var api = AdminApi.client(application, client, READ);
        assertThat(api.get("/clients").status()).isEqualTo(200);

        var administrator = AdminApi.client(application, "administrator", AdminApi.ALL_SCOPES);
        var seen = administrator.get("/clients/" + client.id());
        var changed = administrator.patch(
                "/clients/" + client.id(),
                "{\"metadata\":{\"administrator_roles\":null}}",
                "If-Match",
                seen.header("ETag"));
        assertThat(changed.status()).as(changed.toString()).isEqualTo(200);

        assertThat(api.get("/clients").problem()).isEqualTo("403 forbidden");
    }

    @Test
    @DisplayName("takes a token that is bound to a key with a proof only (RFC 9449 §7)")
    void takesABoundTokenWithAProofOnly() {
        var key = DpopKey.es256();
        var client = AdminApi.machine(application, "auditor", READ);
        var endpoint = URI.create(idp.issuer() + "/oauth2/token");
        var answer = AdminApi.tokenAnswer(application, client, READ, "DPoP", key.proof("POST", endpoint, null));
        var token = answer.path("access_token").asString();
        var address = URI.create(resource() + "/clients");

        assertThat(answer.path("token_type").asString()).isEqualTo("DPoP");
        var api = AdminApi.nobody(application);
        assertThat(api.get("/clients", "Authorization", "DPoP " + token, "DPoP", key.proof("GET", address, token))
                        .status())
                .isEqualTo(200);
        assertThat(api.get("/clients", "Authorization", "Bearer " + token).status())
                .isEqualTo(401);
        assertThat(api.get(
                                "/clients",
                                "Authorization",
                                "DPoP " + token,
                                "DPoP",
                                DpopKey.es256().proof("GET", address, token))
                        .status())
                .isEqualTo(401);
        assertThat(api.get("/clients", "Authorization", "DPoP " + token, "DPoP", key.proof("POST", address, token))
                        .status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic YWRtaW46YWRtaW4=", "Bearer nonsense", "Bearer", "Bearer a b", "Nonsense"})
    void takesNoOtherCredentials(String authorization) {
        assertThat(AdminApi.nobody(application)
                        .get("/clients", "Authorization", authorization)
                        .status())
                .isEqualTo(401);
    }

    @Test
    void takesNoCookieOfTheConsole() {
        var browser = new Browser(idp.issuer());
        var somebody = administrator();
        somebody.signIn(browser, browser.open("/login"));

        assertThat(browser.open(AdministrationApi.PATH + "/clients").status()).isEqualTo(401);
    }

    @Test
    void hasNothingElse() {
        var api = AdminApi.client(application, "administrator", AdminApi.ALL_SCOPES);

        assertThat(api.get("/anything").problem()).isEqualTo("404 not-found");
        assertThat(api.get("/clients/").problem()).isEqualTo("404 not-found");
        var answer = api.delete("/clients");
        assertThat(answer.problem()).isEqualTo("405 method-not-allowed");
        assertThat(answer.header("Allow")).isEqualTo("GET, POST");
    }

    @Test
    void writesDownWhoCalledWithWhichClient() {
        var client = AdminApi.machine(application, "auditor", READ);
        AdminApi.client(application, client, READ).get("/clients?search=secret-of-somebody");

        var rows = jdbc.sql("""
                        SELECT action || ' ' || (details ->> 'path') || ' ' || (details ->> 'by-client')
                          FROM audit_event
                         WHERE actor_id = :actor
                        """)
                .param("actor", Power.standIn(client.id()).value())
                .query(String.class)
                .list();
        assertThat(rows).containsExactly("admin-api.used " + AdministrationApi.PATH + "/clients " + client.id());
    }

    private List<@Nullable String> refusals(UUID actor) {
        return jdbc.sql("""
                        SELECT details ->> 'path' AS path
                          FROM audit_event
                         WHERE action = 'access.refused' AND actor_id = :actor
                        """).param("actor", actor).query(String.class).list();
    }

    private Persona administrator() {
        var somebody = Persona.ada(application);
        application.getBean(Roles.class).grant(somebody.id(), Role.ADMINISTRATOR);
        return somebody;
    }

    private AdminApi with(AccessToken token) {
        return AdminApi.nobody(application).with(token.getValue());
    }

    private String resource() {
        return AdministrationApi.resource(idp);
    }

    private String metadata() {
        return idp.url("/.well-known/oauth-protected-resource" + AdministrationApi.PATH);
    }
}

package dev.signet.idp.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signet.idp.access.Role;
import dev.signet.idp.access.Roles;
import dev.signet.idp.adminui.ClientDirectory;
import dev.signet.idp.adminui.ClientDirectory.ClientSummary;
import dev.signet.idp.adminui.ClientDirectory.Kind;
import dev.signet.idp.client.ClientConfiguration;
import dev.signet.idp.client.ClientConfiguration.Outcome.Applied;
import dev.signet.idp.session.Factor;
import dev.signet.idp.session.Method;
import dev.signet.idp.session.SignedIn;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.test.AuthenticatorApp;
import dev.signet.idp.test.Browser;
import dev.signet.idp.test.Persona;
import dev.signet.idp.test.SignetTest;
import dev.signet.idp.user.AccountId;
import dev.signet.idp.user.Accounts;
import dev.signet.idp.user.Accounts.Creation.Created;
import dev.signet.idp.user.NewAccount;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.context.WebApplicationContext;

@SignetTest
class ConsoleTests {

    @Autowired
    ClientDirectory directory;

    @Autowired
    ClientConfiguration configuration;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Accounts accounts;

    @Autowired
    Roles roles;

    @Autowired
    IdpProperties idp;

    @Autowired
    Clock clock;

    @Autowired
    WebApplicationContext context;

    @AfterEach
    void signOut() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void describesAClientByWhatIsRegistered() {
        signIn(administrator());
        var prefix = unique();
        insert(prefix + "-batch", """
                {"grant_types": ["client_credentials"], "token_endpoint_auth_method": "private_key_jwt"}""", "file", true);
        insert(prefix + "-field", """
                {"client_name": "Field app", "token_endpoint_auth_method": "none"}""", "console", true);
        insert(prefix + "-shop", """
                {"client_name": "Shop"}""", "file", false);

        assertThat(directory.list(prefix, null).clients())
                .containsExactly(
                        new ClientSummary(
                                prefix + "-batch", prefix + "-batch", Kind.MACHINE, "private_key_jwt", true, true),
                        new ClientSummary(prefix + "-field", "Field app", Kind.NATIVE_OR_BROWSER, "none", false, true),
                        new ClientSummary(prefix + "-shop", "Shop", Kind.WEB, "client_secret_basic", true, false));
    }

    @Test
    void leadsThroughAllClientsPageByPage() {
        signIn(administrator());
        var prefix = unique();
        for (var i = 0; i < RegisteredClientDirectory.PAGE_SIZE + 2; i++) {
            insert("%s-%03d".formatted(prefix, i), "{}", "file", true);
        }

        var first = directory.list(prefix, null);
        var second = directory.list(prefix, first.next());

        assertThat(first.clients()).hasSize(RegisteredClientDirectory.PAGE_SIZE);
        assertThat(second.clients())
                .extracting(ClientSummary::clientId)
                .containsExactly(prefix + "-025", prefix + "-026");
        assertThat(second.next()).isNull();
    }

    @Test
    void namesTheFileThatDeclaresClients() {
        signIn(administrator());

        assertThat(directory.declarationsFile()).hasFileName("clients.yaml");
    }

    @Test
    void answersNobodyWithoutThePermission() {
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> directory.list("", null));
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(directory::declarationsFile);

        signIn(person());

        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> directory.list("", null));
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(directory::declarationsFile);
    }

    @Test
    void showsTheListToAnAdministrator() {
        var prefix = unique();
        insert(prefix, "{}", "file", true);

        var page = get("/admin/clients?search=" + prefix, administrator());

        assertThat(page).hasStatusOk();
        assertThat(page).bodyText().doesNotContain("??");
        var document = Jsoup.parse(new String(page.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8));
        assertThat(document.select("tbody code.console-id").eachText()).containsExactly(prefix);
        assertThat(document.select("form[action=/logout] input[name=_csrf]")).hasSize(1);
        assertThat(document.select("form[role=search] input[name=_csrf]")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"?search=%ED%A0%80", "?search=%25", "?search=a&search=b", "?after=", "?unknown"})
    void takesAnyTextForASearch(String query) {
        assertThat(get("/admin/clients" + query, administrator())).hasStatusOk();
    }

    @Test
    void proposesAFirstClientThatIsAccepted(@TempDir Path folder) throws IOException {
        var page =
                new ClassPathResource("templates/admin/clients-empty.html").getContentAsString(StandardCharsets.UTF_8);
        var file = Files.writeString(
                folder.resolve("clients.yaml"),
                Jsoup.parse(page).expectFirst("pre").wholeText());

        assertThat(configuration.apply(file)).isInstanceOfSatisfying(Applied.class, applied -> {
            assertThat(applied.warnings()).isEmpty();
            assertThat(applied.generatedSecrets()).hasSize(1);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"/admin", "/admin/clients", "/admin/clients?search=a"})
    void asksAStrangerToSignInFirst(String uri) {
        var answer = get(uri, null);

        assertThat(answer).hasStatus(302);
        assertThat(answer.getResponse().getRedirectedUrl()).startsWith("/login?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/admin", "/admin/clients", "/admin/anything"})
    void isNotThereForOtherPeople(String uri) {
        assertThat(get(uri, person())).hasStatus(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/admin/anything", "/admin/clients/", "/admin/clients/a", "/admin/clients.html"})
    void hasNoOtherPages(String uri) {
        assertThat(get(uri, administrator())).hasStatus(404);
    }

    /** Over HTTP, with the tokens that the forms of a page would send. */
    @Test
    void answersHiddenActionsLikeWhatIsMissingByteForByte() {
        var somebody = signedInBrowser();
        var root = signedInBrowser(Role.ADMINISTRATOR);
        var missing = plain(post(root, "/admin/people/" + UUID.randomUUID() + "/lock"));
        assertThat(missing).startsWith("404 ");

        assertThat(plain(root.open("/admin/people/" + UUID.randomUUID()))).isEqualTo(missing);
        assertThat(plain(root.open("/admin/no/such/page"))).isEqualTo(missing);
        for (var path : List.of(
                "/admin/people/" + person().value() + "/lock",
                "/admin/people/" + person().value() + "/erase",
                "/admin/people/" + person().value() + "/roles",
                "/admin/people/" + person().value() + "/edit",
                "/admin/people/new",
                "/admin/people/reveal",
                "/admin/clients/new/web",
                "/admin/clients/client?id=shop",
                "/admin/clients/client/edit?id=shop",
                "/admin/clients/client/delete?id=shop",
                "/admin/clients/client/add-secret?id=shop",
                "/admin/roles/new",
                "/admin/sessions/end")) {
            assertThat(plain(post(somebody, path))).as(path).isEqualTo(missing);
            assertThat(plain(somebody.open(path))).as(path).isEqualTo(missing);
        }
    }

    private Browser signedInBrowser(Role... held) {
        var somebody = Persona.ada(context);
        var browser = new Browser(idp.issuer());
        somebody.signIn(browser, browser.open("/login"));
        for (var role : held) {
            roles.grant(somebody.id(), role);
            AuthenticatorApp.enrol(browser, Clock.systemUTC());
        }
        return browser;
    }

    private static Browser.Page post(Browser browser, String path) {
        var token =
                browser.open("/account").html().expectFirst("input[name=_csrf]").val();
        return browser.post(path, Map.of("_csrf", token));
    }

    /** Status, headers and body without what is different each time. */
    private static String plain(Browser.Page page) {
        var id = page.header("X-Request-Id");
        assertThat(id).isNotEmpty();
        var headers = new TreeMap<>(page.headers());
        headers.keySet().removeIf(it -> Set.of("date", "x-request-id").contains(it.toLowerCase(Locale.ROOT)));
        return page.status() + " " + headers + "\n" + page.body().replace(id, "");
    }

    @Test
    void wantsASecondFactorOfTheLastHalfHour() {
        var root = administrator();
        var now = clock.instant();
        for (var factors : List.of(
                List.of(new Factor(Method.PASSWORD, now)),
                List.of(new Factor(Method.PASSWORD, now), new Factor(Method.REMEMBERED_DEVICE, now)),
                List.of(
                        new Factor(Method.PASSWORD, now),
                        new Factor(Method.TOTP, now.minus(Duration.ofMinutes(31)))))) {
            var answer = exchange(mvc().get().uri("/admin/clients"), new SignedIn(root, UUID.randomUUID(), factors));
            assertThat(answer).hasStatus(303);
            assertThat(answer.getResponse().getHeader("Location")).startsWith("/login/enrol?ticket=");
        }
        assertThat(exchange(
                        mvc().get().uri("/admin/clients"),
                        new SignedIn(
                                root,
                                UUID.randomUUID(),
                                List.of(
                                        new Factor(Method.PASSWORD, now),
                                        new Factor(Method.TOTP, now.minus(Duration.ofMinutes(29)))))))
                .hasStatusOk();
    }

    @Test
    void writesDownWhoCameInAndWhoWasRefused() {
        var root = administrator();
        var other = person();
        get("/admin/people", root);
        get("/admin/people", other);

        assertThat(paths("console.used", root)).containsExactly("/admin/people");
        assertThat(paths("access.refused", other)).containsExactly("/admin/people");
    }

    private List<String> paths(String action, AccountId actor) {
        return jdbc.sql(
                        "SELECT details ->> 'path' AS path FROM audit_event WHERE action = :action AND actor_id = :actor")
                .param("action", action)
                .param("actor", actor.value())
                .query((row, _) -> row.getString("path"))
                .list();
    }

    private MockMvcTester mvc() {
        return MockMvcTester.from(
                context,
                it -> it.addFilters(context.getBean(FilterChainProxy.class)).build());
    }

    private static MvcTestResult exchange(MockMvcTester.MockMvcRequestBuilder request, SignedIn signedIn) {
        return request.sessionAttr(
                        HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY,
                        new SecurityContextImpl(signedIn))
                .exchange();
    }

    private MvcTestResult get(String uri, @Nullable AccountId account) {
        var mvc = MockMvcTester.from(
                context,
                it -> it.addFilters(context.getBean(FilterChainProxy.class)).build());
        var request = mvc.get().uri(URI.create(uri));
        if (account != null) {
            request.sessionAttr(
                    HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY,
                    new SecurityContextImpl(signedIn(account)));
        }
        return request.exchange();
    }

    private void signIn(AccountId account) {
        SecurityContextHolder.setContext(new SecurityContextImpl(signedIn(account)));
    }

    private SignedIn signedIn(AccountId account) {
        var now = clock.instant();
        return new SignedIn(
                account, UUID.randomUUID(), List.of(new Factor(Method.PASSWORD, now), new Factor(Method.TOTP, now)));
    }

    private AccountId administrator() {
        var account = person();
        roles.grant(account, Role.ADMINISTRATOR);
        return account;
    }

    private AccountId person() {
        var created = accounts.create(new NewAccount(unique() + "@example.com", true, Map.of()));
        return ((Created) created).account().id();
    }

    private void insert(String clientId, String metadata, String source, boolean enabled) {
        jdbc.sql("""
                INSERT INTO client (client_id, metadata, source, enabled, created_at, updated_at)
                VALUES (:id, CAST(:metadata AS jsonb), :source, :enabled, now(), now())
                """)
                .param("id", clientId)
                .param("metadata", metadata)
                .param("source", source)
                .param("enabled", enabled)
                .update();
    }

    private static String unique() {
        return "c" + UUID.randomUUID();
    }
}

package dev.signet.idp.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signet.idp.session.BrowserSessions;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.test.Chromium;
import dev.signet.idp.test.NodeProvider;
import dev.signet.idp.test.SignetTest;
import dev.signet.idp.user.Account;
import dev.signet.idp.user.Accounts;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.springframework.beans.factory.annotation.Autowired;

@SignetTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("In Chromium, with an account at node-oidc-provider")
class IndependentProviderBrowserTests {

    private static final By GO_ON = By.cssSelector("button[type=submit]");
    private static final By NODE = By.partialLinkText("Continue with Node");

    @Autowired
    IdpProperties idp;

    @Autowired
    Accounts accounts;

    @Autowired
    BrowserSessions sessions;

    @Autowired
    ProviderConfiguration configuration;

    String ada;

    @Nullable
    NodeProvider node;

    @Nullable
    Chromium chromium;

    @BeforeAll
    void start() {
        node = NodeProvider.start(
                idp.url("/login/provider/node/callback"), idp.url("/login/provider/node/logout"), 3600);
    }

    @BeforeEach
    void person() {
        ada = "ada-" + UUID.randomUUID() + "@example.com";
    }

    @AfterEach
    void closeBrowser() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @AfterAll
    void close() {
        configure("providers: []\n");
        if (node != null) {
            node.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"query", "form_post"})
    void aPersonComesIn(String responseMode) {
        use(responseMode);

        var browser = goThroughNode();

        browser.awaitPath("/account");
        assertThat(account().emailVerified()).isTrue();
        assertThat(account().claims()).containsEntry("name", "Grace Hopper");
        assertThat(browser.blocked()).isEmpty();
    }

    @Test
    void whoSignsOutThereIsSignedOutHere() {
        use("query");
        var browser = goThroughNode();
        browser.awaitPath("/account");
        assertThat(sessions.list(account().id())).hasSize(1);

        browser.driver().get(node().issuer() + "/session/end");
        browser.press(By.cssSelector("button[value=yes]"));

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(sessions.list(account().id()))
                        .as(() -> node().log())
                        .isEmpty());
        browser.driver().get(idp.url("/account"));
        browser.awaitPath("/login");
    }

    private Chromium goThroughNode() {
        var browser = Chromium.start();
        chromium = browser;
        browser.driver().get(idp.url("/login"));
        browser.press(NODE);
        assertThat(browser.driver().getCurrentUrl()).startsWith(node().issuer().toString());
        browser.type(By.name("login"), ada);
        browser.type(By.name("password"), "anything");
        browser.press(GO_ON);
        browser.press(GO_ON); // its page of consent
        return browser;
    }

    private Account account() {
        return accounts.findByEmail(ada).orElseThrow();
    }

    private NodeProvider node() {
        return Objects.requireNonNull(node);
    }

    private void use(String responseMode) {
        configure("""
                providers:
                  - id: node
                    name: Node
                    issuer: %s
                    client_id: signet
                    client_secret: %s
                    response_mode: %s
                    authoritative_for: ["*"]
                    create_accounts: true
                """.formatted(node().issuer(), NodeProvider.SECRET, responseMode));
    }

    private void configure(String yaml) {
        try {
            var file = Files.createTempFile("providers", ".yaml");
            Files.writeString(file, yaml);
            assertThat(configuration.apply(file)).isInstanceOf(ProviderConfiguration.Outcome.Applied.class);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}

package dev.signet.idp.federation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.test.Browser;
import dev.signet.idp.test.OtherProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import org.springframework.context.ApplicationContext;

/** The providers of the tests, and the way to them and back. */
final class TestProviders implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** Gives out the mailboxes of corp.example; makes no accounts. */
    final OtherProvider partner = new OtherProvider();

    /** Gives out no mailboxes; makes accounts. Also speaks as GitHub does. */
    final OtherProvider social = new OtherProvider();

    /** Gives out the mailboxes of school.example, whose people sign in there; makes accounts for them alone. */
    final OtherProvider school = new OtherProvider();

    private final ApplicationContext application;

    TestProviders(ApplicationContext application) {
        this.application = application;
        configure(all());
    }

    String all() {
        return """
                providers:
                  - id: partner
                    name: Partner
                    issuer: %s
                    client_id: signet
                    client_secret: partner-secret-for-tests-0123456789
                    authoritative_for: [corp.example]
                  - id: social
                    name: Social
                    issuer: %2$s
                    client_id: signet
                    client_secret: social-secret-for-tests-0123456789
                    token_endpoint_auth_method: client_secret_post
                    create_accounts: true
                    trusted_amr: [mfa]
                  - id: octo
                    preset: github
                    name: Octo
                    client_id: signet
                    client_secret: octo-secret-for-tests-0123456789
                    authorization_endpoint: %2$s/authorize
                    token_endpoint: %2$s/token
                    user_endpoint: %2$s/user
                    emails_endpoint: %2$s/emails
                    create_accounts: true
                  - id: school
                    name: School
                    issuer: %3$s
                    client_id: signet
                    client_secret: school-secret-for-tests-0123456789
                    domains: [school.example]
                    authoritative_for: [school.example]
                    create_accounts: true
                    create_domains: [school.example]
                """.formatted(partner.issuer(), social.issuer(), school.issuer());
    }

    void configure(String yaml) {
        try {
            var file = Files.createTempFile("providers", ".yaml");
            Files.writeString(file, yaml);
            assertThat(application.getBean(ProviderConfiguration.class).apply(file))
                    .isInstanceOf(ProviderConfiguration.Outcome.Applied.class);
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Leaves for {@code provider} and comes back. */
    static Browser.Page signIn(Browser browser, String provider) {
        return comeBack(browser, browser.open("/login/provider/" + provider));
    }

    /** From the page on the way out to wherever the provider's answer leads. */
    static Browser.Page comeBack(Browser browser, Browser.Page out) {
        return open(browser, answer(out));
    }

    /** Opens an answer, and goes on as the page says that welcomes people back. */
    static Browser.Page open(Browser browser, URI answer) {
        var page = browser.open(answer);
        var onwards = page.html().selectFirst("a#onwards");
        return onwards == null ? page : browser.open(URI.create(onwards.absUrl("href")));
    }

    /** What the provider answers somebody who was sent there. */
    static URI answer(Browser.Page out) {
        assertThat(out.status()).as(out.body()).isBetween(300, 399);
        try {
            var response =
                    HTTP.send(HttpRequest.newBuilder(out.address()).build(), HttpResponse.BodyHandlers.ofString());
            return URI.create(response.headers()
                    .firstValue("Location")
                    .orElseThrow(() -> new AssertionError(response.statusCode() + " " + response.body())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Other tests have none. */
    @Override
    public void close() {
        configure("providers: []\n");
        partner.close();
        social.close();
        school.close();
    }
}

package dev.signet.idp.adminui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.adminui.AuditDirectory.Who;
import dev.signet.idp.adminui.DriftDirectory.Change;
import dev.signet.idp.adminui.DriftDirectory.Drift;
import dev.signet.idp.adminui.DriftDirectory.Item;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** The page of the configuration file, with everything behind it made up. */
@WebMvcTest(DriftController.class)
@TestPropertySource(
        properties = {
            "spring.messages.basename=messages-admin",
            "spring.messages.always-use-message-format=true",
            "spring.messages.fallback-to-system-locale=false"
        })
class DriftControllerTests {

    private static final Path FILE = Path.of("config/clients.yaml");
    private static final Item BOOKS = new Item(
            "client",
            "books",
            "/admin/clients/client?id=books",
            List.of("client_name: Books → Bookshop"),
            new Change(Instant.parse("2026-11-25T10:00:00Z"), new Who(UUID.randomUUID(), "A••• L•••"), "event"));

    static class FakeDrift implements DriftDirectory {

        Drift drift = new Drift(FILE, true, List.of(), List.of());

        @Override
        public Drift drift() {
            return drift;
        }
    }

    @TestConfiguration
    static class Fakes {

        @Bean
        FakeDrift drift() {
            return new FakeDrift();
        }

        @Bean
        FakeViewer viewer() {
            return new FakeViewer();
        }
    }

    @Autowired
    MockMvcTester mvc;

    @Autowired
    FakeDrift drift;

    @Test
    void showsWhatDiffersAndWhoChangedIt() {
        drift.drift = new Drift(FILE, true, List.of(), List.of(BOOKS));

        var page = get(Locale.ENGLISH);

        assertThat(page.select("main li").text())
                .contains(
                        "Client", "books", "client_name: Books → Bookshop", "Last changed in the console", "A••• L•••");
        assertThat(page.select("main li a").eachAttr("href"))
                .containsExactly("/admin/clients/client?id=books", "/admin/audit/event");
    }

    @Test
    void saysWhatIsWrongWithTheFileAndWhereThereIsNone() {
        drift.drift = new Drift(FILE, true, List.of("clients.yaml:12: must be https"), List.of());
        assertThat(get(Locale.ENGLISH).text()).contains("cannot be applied", "clients.yaml:12");

        drift.drift = new Drift(FILE, false, List.of(), List.of());
        assertThat(get(Locale.ENGLISH).text()).contains("There is no such file").doesNotContain("Everything is as");

        drift.drift = new Drift(FILE, true, List.of(), List.of());
        assertThat(get(Locale.ENGLISH).text()).contains("Everything is as the file says.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void hasWordsForEverythingAndNothingInline(String language) {
        drift.drift =
                new Drift(FILE, true, List.of(), List.of(BOOKS, new Item("scope", "orders", null, List.of(), null)));

        var page = get(Locale.forLanguageTag(language));
        assertThat(page.html()).doesNotContain("??");
        assertThat(page.select("script, style, [style], [onclick]")).isEmpty();
        assertThat(page.select("h1")).hasSize(1);
    }

    private Document get(Locale language) {
        var answer = mvc.get().uri("/admin/drift").locale(language).exchange();
        assertThat(answer).hasStatusOk();
        try {
            return Jsoup.parse(answer.getResponse().getContentAsString(StandardCharsets.UTF_8));
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}

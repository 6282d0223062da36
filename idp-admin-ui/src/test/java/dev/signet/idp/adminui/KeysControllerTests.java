package dev.signet.idp.adminui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** The pages of the signing keys, with everything behind them made up. */
@WebMvcTest(KeysController.class)
@TestPropertySource(
        properties = {
            "spring.messages.basename=messages-admin",
            "spring.messages.always-use-message-format=true",
            "spring.messages.fallback-to-system-locale=false"
        })
class KeysControllerTests {

    @TestConfiguration
    static class Fakes {

        @Bean
        FakeKeys keys() {
            return new FakeKeys();
        }

        @Bean
        FakeViewer viewer() {
            return new FakeViewer();
        }
    }

    @Autowired
    MockMvcTester mvc;

    @Autowired
    FakeKeys keys;

    @Autowired
    FakeViewer viewer;

    @BeforeEach
    void asItWas() {
        keys.algorithms = List.of("RS256", "ES256");
        keys.rotations = 0;
        keys.withdrawn.clear();
        viewer.mayEverything();
    }

    @Test
    void showsHowFarEachKeyIsAndWhatHappensNext() {
        var page = get("/admin/keys");

        assertThat(page.select("tbody th code").eachText()).containsExactly("retired", "signing", "published");
        assertThat(page.select("tbody th .badge").eachText()).containsExactly("retired", "signs", "published");
        assertThat(page.select("tbody td:last-child > span:first-child").eachText())
                .containsExactly("It is removed", "Its successor signs instead", "It signs");
        assertThat(page.select("nav [aria-current=page]").text()).isEqualTo("Signing keys");
    }

    @Test
    void saysWhatARotationWillDoAndDoesNothingYet() {
        assertThat(get("/admin/keys/rotate")
                        .expectFirst("form[action=/admin/keys/rotate] ul")
                        .text())
                .contains("RS256, ES256", "Nov 26, 2026", "60 minutes", "Dec 3, 2026", "Nobody has to sign in again");
        assertThat(keys.rotations).isZero();
    }

    @Test
    void rotatesWhatIsPosted() {
        assertThat(mvc.post().uri("/admin/keys/rotate")).hasRedirectedUrl("/admin/keys?done=keys");
        assertThat(keys.rotations).isOne();
        assertThat(get("/admin/keys?done=keys").select("[role=status]").text()).contains("published");
    }

    @Test
    void offersNothingWhereEachKeyHasASuccessor() {
        keys.algorithms = List.of();

        assertThat(get("/admin/keys/rotate").select("main form")).isEmpty();
        assertThat(mvc.post().uri("/admin/keys/rotate")).hasRedirectedUrl("/admin/keys?done=unchanged");
    }

    @Test
    void saysWhatAWithdrawalEndsAndWhatGoesOn() {
        var form = get("/admin/keys/withdraw?kid=signing").expectFirst("form[action=/admin/keys/withdraw]");

        assertThat(form.select("input[name=kid]").eachAttr("value")).containsExactly("signing");
        assertThat(form.text())
                .contains(
                        "on the others within ten seconds",
                        "60 minutes",
                        "Shop: at least 2 access tokens, at least one ID token",
                        "3 browser sessions here go on",
                        "7 refresh tokens go on and get",
                        "A new ES256 key is made and signs at once",
                        "refuses what it signs until Nov 25, 2026");
        assertThat(keys.withdrawn).isEmpty();
        assertThat(get("/admin/keys/withdraw?kid=unknown").select("main form")).isEmpty();
    }

    @Test
    void withdrawsOnlyWhatWasConfirmed() {
        assertThat(mvc.post().uri("/admin/keys/withdraw").param("kid", "signing"))
                .hasStatusOk();
        assertThat(keys.withdrawn).isEmpty();

        assertThat(mvc.post()
                        .uri("/admin/keys/withdraw")
                        .param("kid", "signing", "retired")
                        .param("confirmed", "true"))
                .hasRedirectedUrl("/admin/keys?done=keys-withdrawn");
        assertThat(keys.withdrawn).containsExactly("signing", "retired");
    }

    @Test
    void offersNoRotationToWhoMayOnlyRead() {
        viewer.permissions.retainAll(Set.of("keys:read"));

        assertThat(get("/admin/keys").select("main a, main form")).isEmpty();
    }

    private Document get(String uri) {
        var answer = mvc.get().uri(uri).locale(Locale.ENGLISH).exchange();
        assertThat(answer).hasStatusOk();
        try {
            return Jsoup.parse(answer.getResponse().getContentAsString(StandardCharsets.UTF_8));
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}

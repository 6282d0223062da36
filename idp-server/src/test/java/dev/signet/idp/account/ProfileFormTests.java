package dev.signet.idp.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileFormTests {

    @Test
    void takesAwayWhatIsLeftEmpty() {
        var form = new ProfileForm(" Ada King ", "", null, "  ", "https://ada.example", null);

        assertThat(form.changes(Map.of("nickname", "Addie")))
                .containsEntry("name", "Ada King")
                .containsEntry("website", "https://ada.example")
                .containsEntry("given_name", null)
                .containsEntry("family_name", null)
                .containsEntry("nickname", null)
                .doesNotContainKey("locale");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "en-GB, en",
                "de_CH, de",
                "de, de",
                "fr-FR, -",
                "x, -",
                "-, -",
            })
    void leavesAClaimThatSaysMoreThanTheLanguage(String claim, String shown) {
        var claims = claim == null ? Map.<String, Object>of() : Map.<String, Object>of("locale", claim);
        var form = ProfileForm.of(claims);

        assertThat(form.language()).isEqualTo(shown);
        assertThat(form.changes(claims)).doesNotContainKey("locale");
    }

    @Test
    void changesTheClaimWithTheLanguage() {
        Map<String, Object> claims = Map.of("locale", "en-GB");

        assertThat(inLanguage("de").changes(claims)).containsEntry("locale", "de");
        assertThat(inLanguage("").changes(claims)).containsEntry("locale", null);
        assertThat(inLanguage("klingon").changes(claims)).containsEntry("locale", null);
    }

    private static ProfileForm inLanguage(String language) {
        return new ProfileForm("Ada", null, null, null, null, language);
    }
}

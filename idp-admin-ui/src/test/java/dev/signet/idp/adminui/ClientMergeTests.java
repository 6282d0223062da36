package dev.signet.idp.adminui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.util.LinkedMultiValueMap;

class ClientMergeTests {

    private static final Map<String, Object> MINE =
            Map.of("client_name", "Mine", "redirect_uris", List.of("https://a.example/", "https://b.example/"));

    @Test
    void takesWhatOnlySomebodyElseChanged() {
        var merge = ClientMerge.of(
                base("client_name", "Mine", "redirect_uris", "https://a.example/\r\nhttps://b.example/"),
                MINE,
                Map.of("client_name", "Theirs", "redirect_uris", List.of("https://c.example/")));

        assertThat(merge.fields())
                .containsEntry("client_name", "Theirs")
                .containsEntry("redirect_uris", List.of("https://c.example/"));
        assertThat(merge.adopted()).containsExactlyInAnyOrder("client_name", "redirect_uris");
    }

    @Test
    void keepsWhatOnlyIChangedAndSaysNothingOfIt() {
        var merge = ClientMerge.of(
                base("client_name", "Before"), MINE, Map.of("client_name", "Before", "redirect_uris", List.of()));

        assertThat(merge.fields()).containsEntry("client_name", "Mine");
        assertThat(merge.adopted()).isEmpty();
        assertThat(merge.before()).isEmpty();
    }

    @Test
    void leavesWhatBothChangedToThePerson() {
        var merge = ClientMerge.of(base("client_name", "Before"), MINE, Map.of("client_name", "Theirs"));

        assertThat(merge.fields()).containsEntry("client_name", "Mine");
        assertThat(merge.adopted()).isEmpty();
        assertThat(merge.before()).containsExactly(Map.entry("client_name", "Before"));
    }

    @Test
    void takesAwayWhatSomebodyElseTookAway() {
        var merge = ClientMerge.of(base("client_name", "Mine"), MINE, Map.of());

        assertThat(merge.fields()).doesNotContainKey("client_name");
        assertThat(merge.adopted()).containsExactly("client_name");
    }

    @Test
    void changesNothingWhereTheFormSaysNothingOfBefore() {
        var merge = ClientMerge.of(base(), MINE, Map.of("client_name", "Theirs"));

        assertThat(merge.fields()).isEqualTo(MINE);
        assertThat(merge.before()).isEmpty();
    }

    private static LinkedMultiValueMap<String, String> base(String... values) {
        var typed = new LinkedMultiValueMap<String, String>();
        for (var i = 0; i < values.length; i += 2) {
            typed.add("base." + values[i], values[i + 1]);
        }
        return typed;
    }
}

package dev.signet.idp.user;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ada@example.com",
                "ada.lovelace+idp@sub.example.co.uk",
                "o'brien@example.com",
                "müller@münchen.example",
                "用户@例子.example",
                "root@localhost",
                "  ada@example.com "
            })
    void acceptsWhatPeopleHave(String address) {
        assertThat(EmailAddress.parse(address)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ada",
                "@example.com",
                "ada@",
                "ada@@example.com",
                "a@b@example.com",
                "ada lovelace@example.com",
                "ada@exa mple.com",
                ".ada@example.com",
                "ada.@example.com",
                "a..b@example.com",
                "ada@-example.com",
                "ada@example..com",
                "ada@[127.0.0.1]",
                "\"ada\"@example.com",
                "ada@example.com\r\nBcc: x@example.com",
                "ada\u0000@example.com",
                "ada\u202E@example.com",
                "<ada@example.com>",
                "ada＠evil.example@example.com",
                "\uFDFA@example.com"
            })
    void refusesWhatNobodyHas(String address) {
        assertThat(EmailAddress.parse(address)).isEmpty();
    }

    @Test
    void refusesWhatIsTooLong() {
        assertThat(EmailAddress.parse("a".repeat(65) + "@example.com")).isEmpty();
        assertThat(EmailAddress.parse("a@" + "b".repeat(64) + ".example")).isEmpty();
        assertThat(EmailAddress.parse("a@" + "b.".repeat(130) + "example")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "ADA@Example.COM, ada@example.com",
        "Ａｄａ@example.com, ada@example.com",
        "ada@MÜNCHEN.example, ada@xn--mnchen-3ya.example",
        "ada@xn--mnchen-3ya.example, ada@xn--mnchen-3ya.example",
        "\u212A@example.com, k@example.com"
    })
    void findsOnePersonUnderEverySpelling(String typed, String normalised) {
        assertThat(EmailAddress.parse(typed))
                .get()
                .extracting(EmailAddress::normalised)
                .isEqualTo(normalised);
        assertThat(EmailAddress.normalised(normalised)).isEqualTo(normalised);
    }

    @Test
    void keepsTheSpellingForTheMail() {
        assertThat(EmailAddress.parse(" Ada@Example.com ")).get().hasToString("Ada@Example.com");
    }
}

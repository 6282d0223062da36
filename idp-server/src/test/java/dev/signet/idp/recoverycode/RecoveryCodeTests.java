package dev.signet.idp.recoverycode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecoveryCodeTests {

    @Test
    void hasFiftyBitsInAnAlphabetWithoutLookAlikes() {
        var many = Stream.generate(RecoveryCode::random).limit(2000).toList();

        assertThat(many)
                .extracting(RecoveryCode::text)
                .allMatch(it -> it.matches("[0-9a-hjkmnp-tv-z]{5}-[0-9a-hjkmnp-tv-z]{5}"));
        assertThat(many.stream().distinct()).hasSize(2000);
        assertThat(many.stream()
                        .flatMapToInt(it -> it.characters().chars())
                        .boxed()
                        .collect(Collectors.toSet()))
                .hasSize(32);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7k2mp-x4q01", "7K2MP-X4Q01", " 7k2mp x4q01 ", "7k2mpx4qOl", "7k2mp–x4qoi"})
    void isReadAsPeopleTypeIt(String typed) {
        assertThat(RecoveryCode.parse(typed)).contains(new RecoveryCode("7k2mpx4q01"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "7k2mp-x4q0", "7k2mp-x4q012", "7k2mp-x4q0u", "7k2mp_x4q01", "7k2mp-x4q0é"})
    void isNothingElse(String typed) {
        assertThat(RecoveryCode.parse(typed)).isEmpty();
    }

    @Test
    void doesNotShowItself() {
        assertThat(RecoveryCode.random()).hasToString("RecoveryCode[redacted]");
    }
}

package dev.signet.idp.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SealTests {

    private static final byte[] CONTENT = "where somebody was going".getBytes(StandardCharsets.UTF_8);

    static List<Seal> both() {
        return List.of(Seal.aesGcm(new byte[32]), Seal.xChaCha(new byte[32]));
    }

    @ParameterizedTest
    @MethodSource("both")
    void opensWhatItSealed(Seal seal) {
        assertThat(seal.open(seal.seal(CONTENT))).hasValue(CONTENT);
    }

    @ParameterizedTest
    @MethodSource("both")
    void sealsNothingToo(Seal seal) {
        assertThat(seal.open(seal.seal(new byte[0]))).hasValue(new byte[0]);
    }

    @ParameterizedTest
    @MethodSource("both")
    void sealsTheSameDifferentlyEachTime(Seal seal) {
        assertThat(seal.seal(CONTENT)).isNotEqualTo(seal.seal(CONTENT));
    }

    @ParameterizedTest
    @MethodSource("both")
    void refusesWhatWasChangedAnywhere(Seal seal) {
        var sealed = Base64.getUrlDecoder().decode(seal.seal(CONTENT));
        for (var i = 0; i < sealed.length; i++) {
            var changed = sealed.clone();
            changed[i] ^= 1;
            assertThat(seal.open(Base64.getUrlEncoder().encodeToString(changed)))
                    .as("byte %d", i)
                    .isEmpty();
        }
    }

    @Test
    void refusesWhatAnotherKeySealed() {
        var other = new byte[32];
        other[31] = 1;

        assertThat(Seal.aesGcm(new byte[32]).open(Seal.aesGcm(other).seal(CONTENT)))
                .isEmpty();
        assertThat(Seal.xChaCha(new byte[32]).open(Seal.xChaCha(other).seal(CONTENT)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AAAA", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "not base64!", "ä"})
    void refusesWhatIsNoSeal(String text) {
        assertThat(both()).allSatisfy(seal -> assertThat(seal.open(text)).isEmpty());
    }
}

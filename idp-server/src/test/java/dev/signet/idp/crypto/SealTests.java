package dev.signet.idp.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealTests {

    private static final byte[] CONTENT = "where somebody was going".getBytes(StandardCharsets.UTF_8);

    private final Seal seal = new Seal(new byte[32]);

    @Test
    void opensWhatItSealed() {
        assertThat(seal.open(seal.seal(CONTENT))).hasValue(CONTENT);
    }

    @Test
    void sealsNothingToo() {
        assertThat(seal.open(seal.seal(new byte[0]))).hasValue(new byte[0]);
    }

    @Test
    void sealsTheSameDifferentlyEachTime() {
        assertThat(seal.seal(CONTENT)).isNotEqualTo(seal.seal(CONTENT));
    }

    @Test
    void refusesWhatWasChangedAnywhere() {
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

        assertThat(seal.open(new Seal(other).seal(CONTENT))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AAAA", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "not base64!", "ä"})
    void refusesWhatIsNoSeal(String text) {
        assertThat(seal.open(text)).isEmpty();
    }
}

package dev.signet.idp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.test.Browser;
import dev.signet.idp.test.Persona;
import dev.signet.idp.test.SignetTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/**
 * Whether the clock tells accounts from addresses that have none. Both are tried in turn, so whatever else the machine
 * does falls on both alike, and what is compared is which of two answers comes later, not by how much.
 */
@SignetTest
@DisplayName("The time that a refused sign-in takes")
class SignInTimingTests {

    private static final int ACCOUNTS = 25;

    /** Two for each account: from the third on, limits make people wait. */
    private static final int TRIES = 2;

    /** A round that goes wrong by chance is one in ten thousand; with a hash left out, each goes wrong. */
    private static final int ROUNDS = 3;

    /** How often one of two answers may be the later one, where half of the time is what a coin would do. */
    private static final double MOST = 0.72;

    @Autowired
    ApplicationContext application;

    @Autowired
    IdpProperties idp;

    Browser browser;

    @BeforeEach
    void visitor() {
        browser = new Browser(idp.issuer());
        timeOf(unknown()); // the first answer is slower than all after it
    }

    @Test
    void doesNotTellWhetherThereIsAnAccount() {
        var shares = new ArrayList<Double>();
        while (shares.size() < ROUNDS) {
            var share = shareOfLaterAnswers();
            if (share > 1 - MOST && share < MOST) {
                return;
            }
            shares.add(share);
        }
        assertThat(shares)
                .as("how often the answer about an account came later")
                .isEmpty();
    }

    /** Of all pairs of an account's answer and a nobody's: the share in which the account's took longer (Mann-Whitney). */
    private double shareOfLaterAnswers() {
        var known = new ArrayList<Long>();
        var unknown = new ArrayList<Long>();
        for (var i = 0; i < ACCOUNTS; i++) {
            var somebody = Persona.ada(application).email();
            for (var j = 0; j < TRIES; j++) {
                known.add(timeOf(somebody));
                unknown.add(timeOf(unknown()));
            }
        }
        return (double) pairsInWhichLater(known, unknown) / (known.size() * unknown.size());
    }

    private static long pairsInWhichLater(List<Long> some, List<Long> others) {
        return some.stream()
                .mapToLong(one -> others.stream().filter(other -> one > other).count())
                .sum();
    }

    private long timeOf(String email) {
        var page = browser.open("/login");
        var start = System.nanoTime();
        var answer = browser.submit(page, Map.of("username", email, "password", "not the password of anybody"));
        var time = System.nanoTime() - start;
        assertThat(answer.status()).isEqualTo(200);
        return time;
    }

    private static String unknown() {
        return "nobody." + UUID.randomUUID() + "@example.com";
    }
}

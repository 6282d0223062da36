package dev.signet.idp.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.audit.RequestOrigin;
import jakarta.servlet.FilterChain;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class RequestIdTests {

    private final RequestIdFilter filter = new RequestIdFilter();
    private final MockHttpServletRequest request = new MockHttpServletRequest();
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @Test
    void isSharedByTheAnswerTheLogAndTheAudit() throws Exception {
        var seen = new ArrayList<@Nullable String>();

        filter.doFilter(request, response, (_, _) -> {
            seen.add(MDC.get("requestId"));
            seen.add(RequestOrigin.current().orElseThrow().requestId());
        });

        assertThat(response.getHeader("X-Request-Id")).matches("([0-9a-z]{4}-){3}[0-9a-z]{4}");
        assertThat(seen).containsOnly(response.getHeader("X-Request-Id"));
    }

    @Test
    void isForgottenAfterTheRequestEvenIfItFails() {
        try {
            filter.doFilter(request, response, failing());
        } catch (Exception e) {
            assertThat(e).hasMessage("failed");
        }

        assertThat(MDC.get("requestId")).isNull();
        assertThat(RequestOrigin.current()).isEmpty();
    }

    @Test
    void isTheSameWhenTheErrorPageIsDrawn() throws Exception {
        filter.doFilter(request, response, (_, _) -> {});
        var first = response.getHeader("X-Request-Id");

        filter.doFilter(request, response, (_, _) -> {});

        assertThat(response.getHeader("X-Request-Id")).isEqualTo(first);
    }

    @Test
    void isTakenFromAProxyThatSetsOne() {
        assertThat(RequestIds.accept("0af7651916cd43dd-8448eb211c80319c"))
                .isEqualTo("0af7651916cd43dd-8448eb211c80319c");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "short",
                "with space and more",
                "line\nbreak-in-it",
                "<script>alert(1)",
                "--------",
                "ééééééééé"
            })
    void isNewWhereTheOneSentIsNotFitForALog(@Nullable String sent) {
        assertThat(RequestIds.accept(sent)).matches("([0-9a-z]{4}-){3}[0-9a-z]{4}");
    }

    @Test
    void isNotLongerThanSixtyFourCharacters() {
        assertThat(RequestIds.accept("a".repeat(64))).hasSize(64);
        assertThat(RequestIds.accept("a".repeat(65))).hasSize(19);
    }

    @Test
    void isNeverGivenTwice() {
        var ids = IntStream.range(0, 10_000)
                .mapToObj(_ -> RequestIds.accept(null))
                .toList();

        assertThat(new HashSet<>(ids)).hasSameSizeAs(ids);
    }

    @Test
    void comesWithAnAddressThatTheDatabaseTakesAndAShortUserAgent() throws Exception {
        request.setRemoteAddr("fe80::1%eth0");
        request.addHeader("User-Agent", "Browser\u0000 " + "x".repeat(1000));
        var seen = new ArrayList<RequestOrigin>();

        filter.doFilter(
                request, response, (_, _) -> seen.add(RequestOrigin.current().orElseThrow()));

        assertThat(seen).extracting(RequestOrigin::address).isEqualTo(List.of("fe80:0:0:0:0:0:0:1"));
        assertThat(seen.getFirst().userAgent()).hasSize(256).startsWith("Browser x");
    }

    /** Behind a proxy the address is whatever X-Forwarded-For says. */
    @ParameterizedTest
    @CsvSource({"unknown,0.0.0.0", "203.0.113.7:4711,0.0.0.0", "'<script>',0.0.0.0", "203.0.113.7,203.0.113.7"})
    void comesWithNoAddressIfTheOneSentIsNone(String sent, String kept) throws Exception {
        request.setRemoteAddr(sent);
        var seen = new ArrayList<String>();

        filter.doFilter(
                request,
                response,
                (_, _) -> seen.add(RequestOrigin.current().orElseThrow().address()));

        assertThat(seen).containsExactly(kept);
    }

    private static FilterChain failing() {
        return (_, _) -> {
            throw new IllegalStateException("failed");
        };
    }
}

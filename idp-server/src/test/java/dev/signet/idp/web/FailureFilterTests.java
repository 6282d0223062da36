package dev.signet.idp.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** What {@link FailureTests} cannot bring about over HTTP: the error page itself fails, or the answer has begun. */
class FailureFilterTests {

    private final FailureFilter filter = new FailureFilter();
    private final MockHttpServletRequest request = new MockHttpServletRequest();
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @Test
    void anErrorPageThatFailsTooBecomesAPlainLine() throws Exception {
        request.setDispatcherType(DispatcherType.ERROR);
        request.setAttribute("jakarta.servlet.error.status_code", 404);

        filter.doFilter(request, response, failingWith(new IllegalStateException("secret detail")));

        assertThat(response.getStatus()).isEqualTo(500);
        assertThat(response.getContentType()).startsWith("text/plain");
        assertThat(response.getContentAsString())
                .isEqualToIgnoringNewLines("This service cannot answer at the moment. Please try again.");
    }

    @Test
    void anErrorPageThatNeedsTheDatabaseDuringAnOutageSaysWhenToComeBack() throws Exception {
        request.setDispatcherType(DispatcherType.ERROR);

        filter.doFilter(
                request, response, failingWith(new IllegalStateException(new SQLTransientConnectionException("gone"))));

        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getHeader("Retry-After")).isEqualTo("5");
    }

    @Test
    void aWaitOfLessThanASecondIsOne() throws Exception {
        filter.doFilter(request, response, failingWith(new BusyException(Duration.ofMillis(10))));

        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getHeader("Retry-After")).isEqualTo("1");
    }

    @Test
    void anAnswerThatHasBegunIsBrokenOffRatherThanFinishedAsIfItWereWhole() {
        response.setCommitted(true);

        assertThatIllegalStateException()
                .isThrownBy(() -> filter.doFilter(request, response, failingWith(new IllegalStateException("late"))));
    }

    private static FilterChain failingWith(RuntimeException failure) {
        return (_, _) -> {
            throw failure;
        };
    }
}

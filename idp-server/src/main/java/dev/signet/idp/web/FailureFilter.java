package dev.signet.idp.web;

import dev.signet.idp.database.DatabaseOutage;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Turns whatever nobody else caught, be it in a controller or in a filter, into a status, which the error page then says
 * in words. Here and not in the server, so that the log line of a failure carries the id of its request. Should the
 * error page fail as well, a plain line takes its place.
 */
class FailureFilter extends OncePerRequestFilter {

    /** Where the error page finds the {@link LimitReachedException}, if there was one. */
    static final String LIMIT_REACHED = LimitReachedException.class.getName();

    private static final Logger log = LoggerFactory.getLogger(FailureFilter.class);

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (ServletException | IOException | RuntimeException e) {
            if (response.isCommitted() || e instanceof ClientAbortException) {
                throw e;
            }
            send(answerTo(e, request), request, response);
        }
    }

    /** The error page may need what has just failed. */
    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    /** {@code retryAfter} is there for what passes by itself. */
    private record Answer(int status, @Nullable Duration retryAfter) {}

    private static Answer answerTo(Exception failure, HttpServletRequest request) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BusyException busy) {
                return new Answer(HttpServletResponse.SC_SERVICE_UNAVAILABLE, busy.retryAfter());
            }
            if (cause instanceof LimitReachedException reached) {
                request.setAttribute(LIMIT_REACHED, reached);
                return new Answer(HttpStatus.TOO_MANY_REQUESTS.value(), reached.retryAfter());
            }
            if (cause instanceof InvalidParameterException parameters) { // broken percent-encoding, too many, too large
                return new Answer(parameters.getErrorCode(), null);
            }
        }
        if (DatabaseOutage.isOutage(failure)) {
            log.warn("The database does not answer: {}", failure.getMessage());
            return new Answer(HttpServletResponse.SC_SERVICE_UNAVAILABLE, DatabaseOutage.RETRY_AFTER);
        }
        log.error("Request failed", failure);
        return new Answer(HttpServletResponse.SC_INTERNAL_SERVER_ERROR, null);
    }

    private static void send(Answer answer, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (answer.retryAfter() != null) {
            response.setHeader(HttpHeaders.RETRY_AFTER, seconds(answer.retryAfter()));
        }
        if (request.getDispatcherType() != DispatcherType.ERROR) {
            response.sendError(answer.status());
            return;
        }
        response.resetBuffer();
        response.setStatus(answer.status());
        response.setContentType(MediaType.TEXT_PLAIN_VALUE);
        response.getWriter().println("This service cannot answer at the moment. Please try again.");
    }

    /** Whoever comes back after so many seconds does not come back too early. */
    private static String seconds(Duration time) {
        return String.valueOf(Math.max(1, time.plusNanos(999_999_999).toSeconds()));
    }
}

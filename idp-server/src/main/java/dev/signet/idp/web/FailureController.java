package dev.signet.idp.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.signet.idp.audit.RequestOrigin;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;

/**
 * Says what became of a request that failed: a page for people, a problem (RFC 9457) for programs. Both name the status
 * and the request, and nothing from inside.
 */
@Controller
class FailureController implements ErrorController {

    /** Statuses with words of their own. Others get those of 400 or 500. */
    private static final Set<Integer> SAID = Set.of(400, 403, 404, 405, 413, 415, 429, 500, 503);

    private final MessageSource messages;
    private final PageSecurityHeaders headers;
    private final ThymeleafViewResolver templates;
    private final TimeWords timeWords;

    FailureController(
            MessageSource messages, PageSecurityHeaders headers, ThymeleafViewResolver templates, TimeWords timeWords) {
        this.timeWords = timeWords;
        this.messages = messages;
        this.headers = headers;
        this.templates = templates;
    }

    @RequestMapping("/error")
    Object show(HttpServletRequest request, HttpServletResponse response, Locale locale) throws Exception {
        headers.writeHeaders(request, response); // the failure may have come before any other filter
        var status = status(request);
        var limit = request.getAttribute(FailureFilter.LIMIT_REACHED) instanceof LimitReachedException it ? it : null;
        return Audience.isPerson(request) ? page(status, limit, locale) : problem(status, limit);
    }

    /** Nobody comes here by themselves. */
    private static HttpStatus status(HttpServletRequest request) {
        var code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        var status = code instanceof Integer known ? HttpStatus.resolve(known) : HttpStatus.NOT_FOUND;
        return status == null ? HttpStatus.INTERNAL_SERVER_ERROR : status;
    }

    private ModelAndView page(HttpStatus status, @Nullable LimitReachedException limit, Locale locale)
            throws Exception {
        var key = "error." + (SAID.contains(status.value()) ? status.value() : status.is4xxClientError() ? 400 : 500);
        var template = Objects.requireNonNull(templates.resolveViewName("error/error", locale));
        var page = new ModelAndView(new SessionlessView(template));
        page.setStatus(status);
        return page.addObject("status", status.value())
                .addObject("title", messages.getMessage(key + ".title", null, locale))
                .addObject(
                        "text",
                        limit == null
                                ? messages.getMessage(key + ".text", null, locale)
                                : messages.getMessage(
                                        "error.429.wait", new Object[] {timeWords.span(limit.retryAfter())}, locale));
    }

    private static ResponseEntity<Problem> problem(HttpStatus status, @Nullable LimitReachedException limit) {
        var requestId = RequestOrigin.current().map(RequestOrigin::requestId).orElse("");
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON) // preset, whatever the caller accepts
                .body(new Problem(
                        status.getReasonPhrase(), status.value(), requestId, limit == null ? null : limit.limit()));
    }

    /**
     * Without a type, which means that the status says it all (RFC 9457 §4.2.1).
     *
     * @param limit which limit was reached, if one was: operators find it under that name in metrics and logs
     */
    record Problem(
            String title,
            int status,
            String requestId,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String limit) {}
}

package dev.signet.idp.adminapi;

import dev.signet.idp.audit.Acting;
import dev.signet.idp.ratelimit.Attempt;
import dev.signet.idp.ratelimit.Limit;
import dev.signet.idp.ratelimit.Limits;
import dev.signet.idp.ratelimit.Subject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Comes behind the one that reads the token: counts the call, and makes what the token allows the measure of everything that
 * the request does.
 */
public final class AdminApiFilter extends OncePerRequestFilter {

    private final Limits limits;

    public AdminApiFilter(Limits limits) {
        this.limits = limits;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!(SecurityContextHolder.getContext().getAuthentication() instanceof AdministratorToken token)) {
            chain.doFilter(request, response);
            return;
        }
        var actor = token.power().actor();
        limits.failed(Attempt.of(
                        Limit.ADMIN_API, Subject.client(token.clientId()).and(Subject.account(actor.value()))))
                .orThrow();
        token.power().bind();
        try (var _ = Acting.with(token.clientId())) {
            chain.doFilter(request, response);
        }
    }
}

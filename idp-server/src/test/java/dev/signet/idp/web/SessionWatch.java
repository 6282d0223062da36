package dev.signet.idp.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/** Writes down who asks for a session, even for one that is there already. */
class SessionWatch extends OncePerRequestFilter {

    private final Queue<String> asked = new ConcurrentLinkedQueue<>();

    Queue<String> asked() {
        return asked;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(
                new HttpServletRequestWrapper(request) {

                    @Override
                    public @Nullable HttpSession getSession(boolean create) {
                        asked.add(request.getDispatcherType() + " " + request.getRequestURI());
                        return super.getSession(create);
                    }
                },
                response);
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }
}

package dev.signet.idp.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.View;

/**
 * A template that is drawn as if there were no session. The template engine looks for one whether a template needs it or
 * not, and a page that says that the database is down must not wait for it.
 */
record SessionlessView(View template) implements View {

    @Override
    public @Nullable String getContentType() {
        return template.getContentType();
    }

    @Override
    public void render(@Nullable Map<String, ?> model, HttpServletRequest request, HttpServletResponse response)
            throws Exception {
        template.render(
                model,
                new HttpServletRequestWrapper(request) {

                    @Override
                    public @Nullable HttpSession getSession(boolean create) {
                        return null;
                    }
                },
                response);
    }
}

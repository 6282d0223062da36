package dev.signet.idp.web;

import dev.signet.idp.audit.RequestOrigin;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.util.ObjectUtils;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** Adds to each page's model what the layout shows: the request's id and the languages to choose from. */
class PageModel implements HandlerInterceptor {

    /** What a page says in its model whose contents are gone once it is left. */
    private static final String SHOWN_ONCE = "shownOnce";

    /** A language to choose. */
    record Choice(String tag, String name, boolean current) {}

    @Override
    public void postHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable ModelAndView page) {
        if (page == null || isRedirect(page)) {
            return;
        }
        var model = page.getModelMap();
        if (ObjectUtils.isEmpty(model.get("requestId"))) {
            model.addAttribute(
                    "requestId",
                    RequestOrigin.current().map(RequestOrigin::requestId).orElse(""));
        }
        // A failed request is not to be sent again. Null, because the page that failed may have left its own behind.
        var cannotBeShownAgain =
                request.getDispatcherType() == DispatcherType.ERROR || Boolean.TRUE.equals(model.get(SHOWN_ONCE));
        model.addAttribute("languages", cannotBeShownAgain ? null : choices());
        model.addAttribute("here", cannotBeShownAgain ? null : LocalAddress.of(request));
    }

    private static boolean isRedirect(ModelAndView page) {
        return page.getView() instanceof RedirectView
                || (page.getViewName() != null && page.getViewName().startsWith("redirect:"));
    }

    private static List<Choice> choices() {
        var current = LocaleContextHolder.getLocale();
        return Arrays.stream(Language.values())
                .map(it -> new Choice(it.tag(), it.ownName(), it.locale().equals(current)))
                .toList();
    }
}

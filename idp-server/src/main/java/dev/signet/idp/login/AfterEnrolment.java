package dev.signet.idp.login;

import dev.signet.idp.user.AccountId;
import java.util.Optional;
import org.springframework.web.servlet.ModelAndView;

/** Something to show to somebody who just enrolled an authenticator, before they go on. */
public interface AfterEnrolment {

    /**
     * The page to answer the enrolment with; empty if there is nothing to show.
     *
     * @param onwards where the page leads on to: a path of ours
     */
    Optional<ModelAndView> page(AccountId account, String onwards);
}

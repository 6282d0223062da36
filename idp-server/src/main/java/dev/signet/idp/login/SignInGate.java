package dev.signet.idp.login;

import dev.signet.idp.device.Devices;
import dev.signet.idp.ratelimit.Attempt;
import dev.signet.idp.ratelimit.Limit;
import dev.signet.idp.ratelimit.Limits;
import dev.signet.idp.ratelimit.Subject;
import dev.signet.idp.session.Assurance;
import dev.signet.idp.session.BrowserSessions;
import dev.signet.idp.session.Factor;
import dev.signet.idp.session.Method;
import dev.signet.idp.session.SignedIn;
import dev.signet.idp.user.Account;
import dev.signet.idp.user.AccountId;
import dev.signet.idp.user.Accounts;
import dev.signet.idp.web.LimitReachedException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * The one door through which every way of signing in passes. Whoever verified a proof says here whose it is; the gate
 * looks at the account, asks for a second factor where one is enrolled, and only then lets a session begin.
 */
@Service
public class SignInGate {

    /** The page from which every second factor is reached. */
    static final String SECOND_FACTOR = "/login/factor";

    /** The box "Don’t ask again on this browser", see {@code fragments/step-account}. */
    static final String REMEMBER = "remember";

    private final Accounts accounts;
    private final SecondFactors secondFactors;
    private final SignInStages stages;
    private final BrowserSessions sessions;
    private final Devices devices;
    private final Limits limits;
    private final Clock clock;

    SignInGate(
            Accounts accounts,
            SecondFactors secondFactors,
            SignInStages stages,
            BrowserSessions sessions,
            Devices devices,
            Limits limits,
            Clock clock) {
        this.accounts = accounts;
        this.secondFactors = secondFactors;
        this.stages = stages;
        this.sessions = sessions;
        this.devices = devices;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * Somebody proved {@code account} without having proved anything before.
     *
     * @return where the browser goes next: a path of ours; empty if the account may not sign in
     */
    public Optional<String> firstFactor(
            AccountId account,
            Method method,
            Journey journey,
            HttpServletRequest request,
            HttpServletResponse response) {
        return firstFactor(account, method, null, journey, request, response);
    }

    /**
     * The same.
     *
     * @param origin the sign-in at another provider by which it was proved; null if it was proved here
     */
    public Optional<String> firstFactor(
            AccountId account,
            Method method,
            @Nullable UUID origin,
            Journey journey,
            HttpServletRequest request,
            HttpServletResponse response) {
        var isChecked = method == Method.PASSWORD; // with the password, a moment ago
        if (!isChecked && !accounts.find(account).filter(Account::isActive).isPresent()) {
            return Optional.empty();
        }
        var now = clock.instant();
        var proved = List.of(new Factor(method, now));
        if (Assurance.of(Set.of(method)) != Assurance.ONE_FACTOR || !secondFactors.areEnrolled(account)) {
            begin(account, proved, origin, request, response);
            if (method.isSecondFactor()) {
                stages.proved(account, method);
            }
            return Optional.of(journey.onwards());
        }
        if (devices.isRemembered(account, request)) {
            var factors = Factor.merge(proved, List.of(new Factor(Method.REMEMBERED_DEVICE, now)));
            begin(account, factors, origin, request, response);
            return Optional.of(journey.onwards());
        }
        stages.begin(account, proved, origin, request, response);
        return Optional.of(journey.to(SECOND_FACTOR));
    }

    /** Who may prove a further factor in this browser. */
    public Optional<Standing> standing(HttpServletRequest request) {
        return stages.current(request)
                .map(it -> new Standing(it.account(), it.factors(), false))
                .or(() -> BrowserSessions.current().map(it -> new Standing(it.account(), it.factors(), true)));
    }

    /**
     * Counts a try to prove a second factor; call it before the proof is looked at. May make the caller wait.
     *
     * @return false if this sign-in has had its tries and starts over
     * @throws LimitReachedException after too many wrong proofs of this kind for this account, in whatever sign-in
     */
    public boolean mayTry(Standing standing, Method method, HttpServletRequest request) {
        limitOf(standing.account(), method).ifPresent(it -> limits.check(it).orThrow());
        var stage = stages.current(request);
        return stage.isPresent()
                ? stages.countTry(stage.get())
                : BrowserSessions.current().isPresent();
    }

    /** Somebody tried to prove a further factor of {@code account}, and the proof was wrong. Call it outside of a transaction. */
    public void refused(AccountId account, Method method) {
        stages.refused(account, method);
        limitOf(account, method).ifPresent(it -> limits.failed(it).orThrow());
    }

    /**
     * The person who has a {@link #standing} in this browser proved one more factor. If the form says {@link #REMEMBER},
     * this browser stands for it from now on.
     *
     * @param account whose factor it was
     * @return where the browser goes next: a path of ours
     */
    public String secondFactor(
            AccountId account,
            Method method,
            Journey journey,
            HttpServletRequest request,
            HttpServletResponse response) {
        limitOf(account, method).ifPresent(it -> limits.succeeded(it).orThrow());
        var proved = List.of(new Factor(method, clock.instant()));
        var stage = stages.current(request);
        if (stage.isEmpty()) {
            if (!BrowserSessions.current()
                    .filter(it -> it.account().equals(account))
                    .isPresent()) {
                return journey.to("/login");
            }
            sessions.signIn(account, proved, null, request, response);
            stages.proved(account, method);
            return journey.onwards();
        }
        if (!stage.get().account().equals(account) || !stages.finish(stage.get(), response)) {
            return journey.to("/login");
        }
        begin(account, Factor.merge(stage.get().factors(), proved), stage.get().origin(), request, response);
        stages.proved(account, method);
        if (request.getParameter(REMEMBER) != null) {
            devices.remember(account, request, response);
        }
        return journey.onwards();
    }

    /**
     * Signs in the person who has {@code standing} by what they proved so far: in this very sign-in their second factors
     * were taken away, with every session and every sign-in that was half done.
     */
    public void withoutSecondFactor(Standing standing, HttpServletRequest request, HttpServletResponse response) {
        var account = standing.account();
        if (secondFactors.areEnrolled(account)) {
            throw new IllegalStateException("a second factor is enrolled");
        }
        var origin = stages.current(request)
                .map(SignInStage::origin)
                .or(() -> BrowserSessions.current().map(SignedIn::origin))
                .orElse(null);
        stages.endAll(account);
        sessions.signOut(request);
        var proved = standing.factors().stream()
                .filter(it -> it.method() != Method.REMEMBERED_DEVICE)
                .toList();
        begin(account, proved, origin, request, response);
    }

    /** Codes that can be guessed are limited by account; a signature cannot be guessed. */
    private static Optional<Attempt> limitOf(AccountId account, Method method) {
        var limit = switch (method) {
            case TOTP -> Limit.TOTP;
            case RECOVERY_CODE -> Limit.RECOVERY_CODE;
            case EMAIL_CODE -> Limit.EMAIL_CODE;
            default -> null;
        };
        return Optional.ofNullable(limit)
                .map(it -> Attempt.of(it, Subject.account(account.value())).about(account.value()));
    }

    private void begin(
            AccountId account,
            List<Factor> factors,
            @Nullable UUID origin,
            HttpServletRequest request,
            HttpServletResponse response) {
        sessions.signIn(account, factors, origin, request, response);
        devices.seen(account, request, response);
    }
}

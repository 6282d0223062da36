package dev.signet.idp.session;

import dev.signet.idp.user.AccountId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.FactorGrantedAuthority;

/**
 * Somebody who is signed in. Small on purpose: what an account is called or may do is looked up where it is needed, so
 * it is never out of date here.
 */
public final class SignedIn extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1L;

    private final transient AccountId account;
    private final transient UUID sid;
    private final transient List<Factor> factors;
    private final transient @Nullable UUID origin;

    public SignedIn(AccountId account, UUID sid, List<Factor> factors) {
        this(account, sid, factors, null);
    }

    /** @param origin the sign-in at another provider that the session began with, see {@link SessionOrigins} */
    public SignedIn(AccountId account, UUID sid, List<Factor> factors, @Nullable UUID origin) {
        super(factors.stream().map(SignedIn::authority).toList());
        this.account = account;
        this.sid = sid;
        this.factors = List.copyOf(factors);
        this.origin = origin;
        setAuthenticated(true);
    }

    public AccountId account() {
        return account;
    }

    /** The session as relying parties know it: the {@code sid} claim (OpenID Connect Back-Channel Logout 1.0 §2.1). */
    public UUID sid() {
        return sid;
    }

    public List<Factor> factors() {
        return factors;
    }

    /** The sign-in at another provider that the session began with; null if it began here. */
    public @Nullable UUID origin() {
        return origin;
    }

    /** When somebody last proved who they are: the {@code auth_time} claim (OpenID Connect Core 1.0 §2). */
    public Instant authTime() {
        return lastProof(it -> it != Method.REMEMBERED_DEVICE).orElse(Instant.EPOCH);
    }

    /** What the factors of this session prove together; its name is the {@code acr} claim. */
    public Assurance assurance() {
        return Assurance.of(methods());
    }

    public Set<Method> methods() {
        return factors.stream().map(Factor::method).collect(Collectors.toUnmodifiableSet());
    }

    /** The {@code amr} claim (RFC 8176): {@code mfa} beside what was used, if that was more than one factor. */
    public List<String> authenticationMethodReferences() {
        var used = factors.stream().flatMap(it -> it.method().references().stream());
        var several = assurance().reaches(Assurance.MULTI_FACTOR) ? Stream.of("mfa") : Stream.<String>empty();
        return Stream.concat(used, several).distinct().sorted().toList();
    }

    /** When a factor that {@code counts} was last proved. */
    public Optional<Instant> lastProof(Predicate<Method> counts) {
        return factors.stream()
                .filter(it -> counts.test(it.method()))
                .map(Factor::at)
                .max(Comparator.naturalOrder());
    }

    @Override
    public AccountId getPrincipal() {
        return account;
    }

    @Override
    public String getName() {
        return account.toString();
    }

    @Override
    public @Nullable Object getCredentials() {
        return null;
    }

    private static GrantedAuthority authority(Factor factor) {
        return FactorGrantedAuthority.withAuthority("FACTOR_" + factor.method().name())
                .issuedAt(factor.at())
                .build();
    }
}

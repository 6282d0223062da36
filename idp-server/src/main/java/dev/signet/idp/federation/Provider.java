package dev.signet.idp.federation;

import dev.signet.idp.user.EmailAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A provider that people may sign in with, without its secret.
 *
 * @param id in addresses and in the audit trail
 * @param name what its button says
 * @param issuer of an OpenID provider, its issuer; of another, what its subjects are told apart by
 * @param endpoints of an OAuth 2.0 provider; null if discovery tells
 * @param domains of people who always sign in there
 * @param hasButton whether the sign-in page offers it to everybody
 * @param claims which of its claims become which of ours
 * @param trustedMethods values of {@code amr} that count as a second factor here; empty if none does
 * @param formPost whether its answer is a posted form
 * @param apple what Apple makes of a client secret; null for everybody else
 * @param roles what some of its people may do here
 */
record Provider(
        String id,
        String name,
        String issuer,
        String clientId,
        List<String> scope,
        String authentication,
        boolean formPost,
        @Nullable Endpoints endpoints,
        List<String> domains,
        boolean hasButton,
        AddressRules addresses,
        Creation creation,
        Map<String, String> claims,
        List<String> trustedMethods,
        @Nullable AppleKey apple,
        List<RoleRule> roles) {

    Provider {
        roles = roles == null ? List.of() : List.copyOf(roles); // the row may be older than these rules
    }

    /**
     * Where an OAuth 2.0 provider answers.
     *
     * @param user who the token is of, as JSON
     * @param emails the addresses of that user, each with its standing, as GitHub lists them; null if there is no such
     *     list
     * @param subject the member of {@code user} that never changes
     */
    record Endpoints(
            String authorization,
            String token,
            String user,
            @Nullable String emails,
            String subject) {}

    /**
     * Which addresses are believed.
     *
     * @param authoritativeFor domains whose mailboxes this provider gives out; {@code *} for all
     * @param hostedDomainClaim a claim that names such a domain for one person, as Google's {@code hd}
     * @param verified whether an address is verified
     */
    record AddressRules(
            List<String> authoritativeFor, @Nullable String hostedDomainClaim, Verified verified) {}

    /** Whether the provider's word is asked for that an address is verified. */
    enum Verified {
        CLAIM,
        ALWAYS,
        NEVER
    }

    /** @param domains empty for all */
    record Creation(boolean enabled, List<String> domains) {}

    /** The key with which Apple wants a client secret signed. */
    record AppleKey(String teamId, String keyId) {}

    /** Those that its rules give. */
    Set<String> roleNames() {
        return roles.stream().map(RoleRule::role).collect(Collectors.toUnmodifiableSet());
    }

    boolean isOpenId() {
        return endpoints == null;
    }

    /** Whether this provider gives out the mailbox {@code address}, or was declared to know. */
    boolean isAuthoritativeFor(EmailAddress address, Map<String, Object> claims) {
        var host = host(address);
        return addresses.authoritativeFor().stream().anyMatch(it -> it.equals("*") || it.equals(host))
                || (addresses.hostedDomainClaim() != null && host.equals(claims.get(addresses.hostedDomainClaim())));
    }

    /** Whether somebody with {@code address} may get an account by coming from here. */
    boolean createsFor(EmailAddress address) {
        return creation.enabled()
                && (creation.domains().isEmpty() || creation.domains().contains(host(address)));
    }

    static String host(EmailAddress address) {
        var normalised = address.normalised();
        return normalised.substring(normalised.lastIndexOf('@') + 1);
    }
}

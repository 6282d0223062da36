package dev.signet.idp.federation;

import dev.signet.idp.client.FieldProblem;
import dev.signet.idp.federation.Provider.Verified;
import java.util.ArrayList;
import java.util.List;

/** What is allowed, and worth a second look. */
final class ProviderLint {

    private ProviderLint() {}

    static List<FieldProblem> check(Provider provider) {
        var found = new ArrayList<FieldProblem>();
        var addresses = provider.addresses();
        var believesAll = addresses.authoritativeFor().contains("*");
        if (believesAll) {
            found.add(new FieldProblem(
                    "authoritative_for",
                    0,
                    "every address that this provider calls verified is believed, and its account here linked without a"
                            + " question"));
        }
        if (addresses.verified() == Verified.ALWAYS && believesAll) {
            found.add(new FieldProblem(
                    "email_verified", 0, "whoever can write any address there gets the account of that address here"));
        }
        if (provider.creation().enabled()
                && provider.creation().domains().isEmpty()
                && !provider.roles().isEmpty()) {
            found.add(new FieldProblem(
                    "create_domains", 0, "anybody there may get an account, and there are roles to get"));
        }
        if (!provider.trustedMethods().isEmpty()) {
            found.add(new FieldProblem(
                    "trusted_amr", 0, "its word is enough for a second factor, also that of administrators"));
        }
        return found;
    }
}

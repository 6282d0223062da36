package dev.signet.idp.federation;

/**
 * What becomes of an identity that is linked to nobody yet. The only place in which an address counts for anything;
 * docs/federation.md has it as a table.
 */
final class LinkingRules {

    private LinkingRules() {}

    /** The account under the address that the provider names. */
    enum Local {
        NONE,
        UNVERIFIED,
        VERIFIED
    }

    /**
     * All that is asked.
     *
     * @param upstreamVerified whether the provider says that the person reads the mailbox
     * @param authoritative whether it would know: its own domain, or configured
     * @param otherSubject whether the account is linked to another subject of the same issuer, so that the address may
     *     have been given to somebody else, or the provider changed its subjects
     * @param privileged whether the account holds a role here, or would by a rule of the provider
     * @param mayCreate whether the address may get an account: the provider's setting, or an invitation
     */
    record Situation(
            Local local,
            boolean upstreamVerified,
            boolean authoritative,
            boolean otherSubject,
            boolean privileged,
            boolean mayCreate) {}

    /** What follows. */
    enum Step {
        /** Links the account without a question: three times yes. */
        LINK,
        /** The verified owner came: what a stranger may have left in the account goes first. */
        RECLAIM,
        /** The person proves the account, by its factors or by its mailbox. */
        PROVE_ACCOUNT,
        /** The person proves the account by its factors. Its mailbox may be somebody else's by now. */
        PROVE_FACTORS,
        /** The person proves that the mailbox is theirs, and gets an account then. */
        PROVE_ADDRESS,
        CREATE,
        REFUSE
    }

    static Step step(Situation it) {
        var ownsAddress = it.upstreamVerified() && it.authoritative();
        return switch (it.local()) {
            case VERIFIED -> {
                if (it.otherSubject()) {
                    yield Step.PROVE_FACTORS;
                }
                yield ownsAddress && !it.privileged() ? Step.LINK : Step.PROVE_ACCOUNT;
            }
            case UNVERIFIED -> ownsAddress && !it.privileged() ? Step.RECLAIM : Step.PROVE_ACCOUNT;
            case NONE -> {
                if (it.mayCreate()) {
                    yield ownsAddress ? Step.CREATE : Step.PROVE_ADDRESS;
                }
                // Whoever can name any address must not learn from the answer who has an account.
                yield it.upstreamVerified() ? Step.REFUSE : Step.PROVE_ADDRESS;
            }
        };
    }
}

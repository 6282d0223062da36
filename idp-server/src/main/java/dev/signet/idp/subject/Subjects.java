package dev.signet.idp.subject;

import dev.signet.idp.client.Client;
import dev.signet.idp.user.AccountId;
import java.util.UUID;
import org.springframework.stereotype.Service;

/**
 * Names for clients. A client with public subjects has the ids that we have. One with pairwise subjects has others, which
 * are the same for all clients of its sector and say nothing to anybody else.
 */
@Service
public class Subjects {

    private final PairwiseKey key;

    Subjects(PairwiseKey key) {
        this.key = key;
    }

    /** The {@code sub} of {@code account} for {@code client}; always the same. */
    public String of(AccountId account, Client client) {
        return client.sectorIdentifier()
                .map(it -> key.mac("sub", it, account.toString()))
                .orElseGet(account::toString);
    }

    /** The {@code sid} of a browser session for {@code client}. One for all would tell two sectors that it is one person. */
    public String session(UUID sid, Client client) {
        return client.sectorIdentifier()
                .map(it -> key.mac("sid", it, sid.toString()))
                .orElseGet(sid::toString);
    }
}

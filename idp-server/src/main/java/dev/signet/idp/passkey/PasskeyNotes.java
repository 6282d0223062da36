package dev.signet.idp.passkey;

import dev.signet.idp.authenticator.AuthenticatorNotes;
import dev.signet.idp.user.AccountId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Says of each passkey where it is kept, by whom, and whether there may be two of it. */
@Component
class PasskeyNotes implements AuthenticatorNotes {

    private final PasskeyRepository passkeys;
    private final PasskeyNames names;

    PasskeyNotes(PasskeyRepository passkeys, PasskeyNames names) {
        this.passkeys = passkeys;
        this.names = names;
    }

    @Override
    public Map<UUID, List<Note>> about(AccountId account) {
        return passkeys.list(account).stream().collect(Collectors.toMap(Passkey::authenticator, this::notes));
    }

    private List<Note> notes(Passkey passkey) {
        var place = passkey.isBackupEligible() ? "passkey.note.synchronised" : "passkey.note.deviceBound";
        var maker = names.maker(passkey.credential());
        return Stream.of(
                        Optional.of(new Note(place, "", false)),
                        maker.map(it -> new Note("passkey.note.maker", it, false)),
                        Optional.ofNullable(passkey.cloneSuspectedAt())
                                .map(_ -> new Note("passkey.note.cloneSuspected", "", true)))
                .flatMap(Optional::stream)
                .toList();
    }
}

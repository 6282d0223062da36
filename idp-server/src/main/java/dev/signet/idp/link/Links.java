package dev.signet.idp.link;

import dev.signet.idp.crypto.DataVault;
import dev.signet.idp.crypto.DerivedKeys;
import dev.signet.idp.crypto.RandomSecret;
import dev.signet.idp.crypto.TokenHash;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.user.AccountId;
import dev.signet.idp.user.EmailAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Makes links for mails, and uses them up. */
@Service
public class Links {

    /** The request parameter that carries the secret. */
    public static final String PARAMETER = "token";

    /** The page for every link that does not work, whatever the reason. Its status is 410. */
    public static final String UNUSABLE = "link/unusable";

    private final MailedLinkRepository links;
    private final DataVault vault;
    private final JsonMapper json;
    private final IdpProperties idp;
    private final Clock clock;
    private final DerivedKeys.Authenticator subjects;

    Links(
            MailedLinkRepository links,
            DataVault vault,
            JsonMapper json,
            IdpProperties idp,
            Clock clock,
            DerivedKeys keys) {
        this.links = links;
        this.vault = vault;
        this.json = json;
        this.idp = idp;
        this.clock = clock;
        this.subjects = keys.authenticator("mailed link subject");
    }

    /** What is sealed beside a link. */
    private record Content(String address, Map<String, String> data) {}

    /**
     * Makes a link, which ends the one before it of the same purpose, account and address, unless it is one of many. Its
     * secret is kept nowhere.
     *
     * @return its address below the issuer
     */
    @Transactional
    public URI issue(NewLink link) {
        var secret = RandomSecret.next();
        var hash = TokenHash.of(secret);
        var content = json.writeValueAsBytes(new Content(link.address().value(), link.data()));
        var now = clock.instant();
        links.put(
                hash,
                link.purpose(),
                link.account(),
                link.isOneOfMany() ? subject(hash) : subject(link.account(), link.address()),
                vault.encrypt(content, row(hash)),
                now,
                now.plus(link.lifetime()));
        return URI.create(idp.url(link.purpose() + "?" + PARAMETER + "=" + secret));
    }

    /** The link of {@code secret}, if it works for {@code purpose}. Changes nothing. */
    public Optional<MailedLink> find(String purpose, String secret) {
        var hash = TokenHash.of(secret);
        return links.find(hash, purpose, clock.instant()).map(it -> open(hash, it));
    }

    /**
     * Uses a link up, in the caller's transaction: of concurrent callers one gets it. Whatever undoes the transaction
     * makes the link work again.
     */
    @Transactional
    public Optional<MailedLink> use(String purpose, String secret) {
        var hash = TokenHash.of(secret);
        return links.use(hash, purpose, clock.instant()).map(it -> open(hash, it));
    }

    /** Whether a link of {@code purpose} to {@code address} works for {@code account}. */
    public boolean isOut(String purpose, AccountId account, EmailAddress address) {
        return links.isOut(purpose, subject(account, address), clock.instant());
    }

    /** The link of {@code purpose} that is out to {@code address} for somebody without an account, if it works. */
    public Optional<MailedLink> outTo(String purpose, EmailAddress address) {
        return links.outstanding(purpose, subject(null, address), clock.instant())
                .flatMap(hash -> links.find(hash, purpose, clock.instant()).map(it -> open(hash, it)));
    }

    /** Ends that link, in the caller's transaction. */
    @Transactional
    public void end(String purpose, EmailAddress address) {
        links.end(purpose, subject(null, address), clock.instant());
    }

    /** Ends every link of {@code account}, in the caller's transaction. Returns how many still worked. */
    @Transactional
    public int revokeAll(AccountId account) {
        return links.revokeAll(account, clock.instant());
    }

    /** Ends the links of one purpose. */
    @Transactional
    public int revokeAll(AccountId account, String purpose) {
        return links.revokeAll(account, purpose, clock.instant());
    }

    private MailedLink open(TokenHash hash, MailedLinkRepository.Row row) {
        var content = json.readValue(vault.decrypt(row.data(), row(hash)), Content.class);
        return new MailedLink(new EmailAddress(content.address()), row.account(), content.data());
    }

    private static String row(TokenHash hash) {
        return "mailed_link/data/" + hash.hex();
    }

    /** A subject that no other link has. */
    private byte[] subject(TokenHash hash) {
        return subjects.code(hash.bytes());
    }

    /** Tells mailboxes apart without naming them. */
    private byte[] subject(@Nullable AccountId account, EmailAddress address) {
        return subjects.code((account + " " + address.normalised()).getBytes(StandardCharsets.UTF_8));
    }
}

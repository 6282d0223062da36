package dev.signet.idp.federation;

import dev.signet.idp.settings.IdpProperties;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;

/** Providers, and the sorts of providers that there are, in the words of the console. */
@Service
public class ProviderView {

    private static final String OPENID = "openid";
    private static final String OAUTH2 = "oauth2";
    private static final List<String> KINDS =
            Stream.concat(Preset.keys().stream(), Stream.of(OPENID, OAUTH2)).toList();

    private final ProviderRepository repository;
    private final Upstreams upstreams;
    private final IdentityRepository identities;
    private final IdpProperties idp;

    ProviderView(ProviderRepository repository, Upstreams upstreams, IdentityRepository identities, IdpProperties idp) {
        this.repository = repository;
        this.upstreams = upstreams;
        this.identities = identities;
        this.idp = idp;
    }

    /** Every sort that there is: the presets, {@code openid} and {@code oauth2}. */
    public List<String> kinds() {
        return KINDS;
    }

    /** The values that are supported, for each field that knows only some. */
    public Map<String, List<String>> choices() {
        return ProviderFields.choices();
    }

    /** The claims of ours that a provider can fill. */
    public List<String> claims() {
        return ProviderRules.CLAIMS;
    }

    /** An id that is free, after the sort; empty if there is no such sort. */
    public Optional<String> proposedId(String kind) {
        if (!KINDS.contains(kind)) {
            return Optional.empty();
        }
        var taken = repository.list().stream().map(StoredProvider::id).toList();
        return Stream.iterate(1, it -> it + 1)
                .map(it -> it == 1 ? kind : kind + "-" + it)
                .filter(it -> !taken.contains(it))
                .findFirst();
    }

    /** The redirect URI to register at the provider. */
    public String callback(String id) {
        return idp.url("/login/provider/" + id + "/callback");
    }

    /** What would go with the provider. */
    public Concerned concerned(String id) {
        return new Concerned(identities.countLinked(id), List.copyOf(identities.stranded(id, Concerned.MOST + 1)));
    }

    RegisteredProvider of(StoredProvider stored) {
        var provider = stored.provider();
        return new RegisteredProvider(
                stored.id(),
                provider.name(),
                kind(provider),
                stored.isEnabled(),
                stored.source(),
                stored.version(),
                stored.createdAt(),
                stored.updatedAt(),
                new LinkedHashMap<>(ProviderFields.of(provider)),
                callback(stored.id()),
                stored.isEnabled() && upstreams.of(provider).isDown(),
                ProviderLint.check(provider));
    }

    private static String kind(Provider provider) {
        return Preset.of(provider).map(Preset::key).orElse(provider.isOpenId() ? OPENID : OAUTH2);
    }
}

package dev.signet.idp.authorization;

import dev.signet.idp.client.Client;
import dev.signet.idp.client.Clients;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.web.Redirects;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/**
 * Sends people from here to a relying party, which then starts a sign-in (OpenID Connect Core 1.0 §4). An address that stays the
 * same, for portals and bookmarks; there is nothing in it that a relying party has to trust.
 */
@Controller
class LoginInitiationController {

    private final Clients clients;
    private final IdpProperties idp;

    LoginInitiationController(Clients clients, IdpProperties idp) {
        this.clients = clients;
        this.idp = idp;
    }

    /** A client without an {@code initiate_login_uri} looks like none. */
    @GetMapping("/start")
    ModelAndView start(
            @RequestParam("client_id") String clientId,
            @RequestParam(name = "target_link_uri", required = false) @Nullable String target) {
        var client = clients.find(clientId).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        var address = client.initiateLoginUri();
        if (address == null) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        if (target != null && !isOf(client, address, target)) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("iss", idp.issuer().toString());
        if (target != null) {
            parameters.put("target_link_uri", target);
        }
        return Redirects.to(Redirects.withParameters(address.replaceFirst("#.*", ""), parameters));
    }

    /**
     * Whether {@code target} is a page of the client's own. The relying party has to look at it too (§4), and not every one
     * does.
     */
    private static boolean isOf(Client client, String loginAddress, String target) {
        var page = page(target);
        return Redirects.fits(target, Redirects.MAX_PARAMETER_BYTES)
                && page.isPresent()
                && Stream.concat(Stream.of(loginAddress), client.redirectUris().stream())
                        .flatMap(it -> page(it).stream())
                        .anyMatch(it -> it.getScheme().equals(page.get().getScheme())
                                && it.getHost().equalsIgnoreCase(page.get().getHost()));
    }

    private static Optional<URI> page(String address) {
        try {
            return Optional.of(new URI(address))
                    .filter(it -> ("https".equals(it.getScheme()) || "http".equals(it.getScheme()))
                            && it.getHost() != null
                            && it.getRawUserInfo() == null);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}

package dev.signet.idp.token;

import dev.signet.idp.clientauthentication.AuthenticatedClient;
import dev.signet.idp.ratelimit.Attempt;
import dev.signet.idp.ratelimit.Limit;
import dev.signet.idp.ratelimit.Limits;
import dev.signet.idp.ratelimit.Subject;
import dev.signet.idp.settings.IdpProperties;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.http.ResponseEntity;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;

/** The device authorization endpoint (RFC 8628 §3.1), where a device starts. */
@Controller
class DeviceAuthorizationController {

    private final DeviceAuthorizations devices;
    private final Limits limits;
    private final IdpProperties idp;

    DeviceAuthorizationController(DeviceAuthorizations devices, Limits limits, IdpProperties idp) {
        this.devices = devices;
        this.limits = limits;
        this.idp = idp;
    }

    @PostMapping(ClientEndpoints.DEVICE_AUTHORIZATION)
    ResponseEntity<Object> start(AuthenticatedClient authenticated, HttpServletRequest request) {
        var client = authenticated.client();
        if (!client.allowsGrant(AuthorizationGrantType.DEVICE_CODE.getValue())) {
            return refused(OAuth2ErrorCodes.UNAUTHORIZED_CLIENT, "The client is not registered for the device grant");
        }
        var values = request.getParameterValues(OAuth2ParameterNames.SCOPE);
        if (values != null && values.length > 1) {
            return refused(OAuth2ErrorCodes.INVALID_REQUEST, "scope is repeated");
        }
        var scopes = scopes(values == null ? "" : values[0]);
        if (!client.scopes().containsAll(scopes)) {
            return refused(OAuth2ErrorCodes.INVALID_SCOPE, "A requested scope is not registered for this client");
        }
        limits.take(Attempt.of(Limit.DEVICE_AUTHORIZATION, Subject.caller())).orThrow();
        return ResponseEntity.ok(answer(devices.start(client, scopes)));
    }

    /** RFC 8628 §3.2. */
    private Map<String, Object> answer(DeviceAuthorizations.Started started) {
        var page = idp.url(ClientEndpoints.DEVICE_PAGE);
        var answer = new LinkedHashMap<String, Object>();
        answer.put("device_code", started.deviceCode());
        answer.put("user_code", started.userCode());
        answer.put("verification_uri", page);
        answer.put("verification_uri_complete", page + "/" + started.userCode());
        answer.put("expires_in", DeviceAuthorizations.LIFETIME.toSeconds());
        answer.put("interval", DeviceAuthorizations.INTERVAL.toSeconds());
        return answer;
    }

    private static Set<String> scopes(String parameter) {
        return parameter.isBlank()
                ? Set.of()
                : Set.copyOf(List.of(parameter.strip().split(" +")));
    }

    private static ResponseEntity<Object> refused(String error, String description) {
        return ResponseEntity.badRequest().body(Map.of("error", error, "error_description", description));
    }
}

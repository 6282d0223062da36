package dev.signet.idp.admin;

import dev.signet.idp.access.Permission;
import dev.signet.idp.access.Roles;
import dev.signet.idp.adminui.Viewer;
import dev.signet.idp.session.BrowserSessions;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The person who is signed in, as the console asks for them. */
@Component
class SignedInViewer implements Viewer {

    private final Roles roles;

    SignedInViewer(Roles roles) {
        this.roles = roles;
    }

    @Override
    public Set<String> permissions() {
        return BrowserSessions.current().map(it -> roles.permissionsOf(it.account())).orElse(Set.of()).stream()
                .map(Permission::value)
                .collect(Collectors.toUnmodifiableSet());
    }
}

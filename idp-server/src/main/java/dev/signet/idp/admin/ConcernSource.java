package dev.signet.idp.admin;

import dev.signet.idp.access.Permission;
import dev.signet.idp.adminui.OverviewDirectory.Concern;
import java.util.List;
import java.util.Set;

/** Knows of something that somebody may have to look at. Asked each time the overview is opened, so it has to be quick. */
interface ConcernSource {

    /** Those that somebody with these permissions could do something about. */
    List<Concern> concerns(Set<Permission> held);
}

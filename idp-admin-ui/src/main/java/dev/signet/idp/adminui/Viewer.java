package dev.signet.idp.adminui;

import java.util.Set;

/** Who looks at the console. Pages show what these permissions open; the ports ask for them again. */
public interface Viewer {

    /** The names of the permissions that the person holds now, such as {@code users:read}. */
    Set<String> permissions();
}

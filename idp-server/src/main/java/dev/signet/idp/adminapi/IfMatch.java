package dev.signet.idp.adminapi;

/** The version that whoever calls has seen, from the header {@code If-Match}: the text of an entity tag. */
record IfMatch(String tag) {

    /** As a number; what is none was never seen. */
    long version() {
        try {
            return Long.parseLong(tag);
        } catch (NumberFormatException _) {
            return -1;
        }
    }
}

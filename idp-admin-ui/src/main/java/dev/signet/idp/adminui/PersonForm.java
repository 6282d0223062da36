package dev.signet.idp.adminui;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What can be said about a person, in the names of the claims. Other fields that somebody posts are not read.
 *
 * @param version of the profile that the form was made from; null for a new person
 */
record PersonForm(
        @Nullable String version,
        @Nullable String email,
        @Nullable String name,
        @Nullable String given_name,
        @Nullable String family_name,
        @Nullable String nickname,
        @Nullable String phone_number,
        @Nullable String locale,
        @Nullable String zoneinfo) {

    static final PersonForm EMPTY = new PersonForm(null, null, null, null, null, null, null, null, null);

    static PersonForm of(PeopleOffice.Profile profile) {
        var fields = profile.fields();
        return new PersonForm(
                profile.version(),
                null,
                fields.get("name"),
                fields.get("given_name"),
                fields.get("family_name"),
                fields.get("nickname"),
                fields.get("phone_number"),
                fields.get("locale"),
                fields.get("zoneinfo"));
    }

    /** The same with another version: what was typed, over what somebody else has stored meanwhile. */
    PersonForm over(String newVersion) {
        return new PersonForm(
                newVersion, email, name, given_name, family_name, nickname, phone_number, locale, zoneinfo);
    }

    /** What was typed; an empty text where nothing was. */
    Map<String, String> fields() {
        var fields = new LinkedHashMap<String, String>();
        fields.put("name", text(name));
        fields.put("given_name", text(given_name));
        fields.put("family_name", text(family_name));
        fields.put("nickname", text(nickname));
        fields.put("phone_number", text(phone_number));
        fields.put("locale", text(locale));
        fields.put("zoneinfo", text(zoneinfo));
        return fields;
    }

    static String text(@Nullable String typed) {
        return Objects.requireNonNullElse(typed, "").strip();
    }

    @Override
    public String toString() {
        return "PersonForm[redacted]";
    }
}

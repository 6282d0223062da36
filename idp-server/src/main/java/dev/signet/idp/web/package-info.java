/**
 * What all pages have in common: layout, languages, headers, and what a failed request looks like.
 *
 * <p>Owns the templates' shared parts, the assets and the id of each request. Owns no page with a purpose of its own; those
 * are in the modules whose purpose it is, with their templates in a folder of the module's name.
 */
@ApplicationModule(
        displayName = "Pages",
        allowedDependencies = {"audit", "database", "settings"})
@NullMarked
package dev.signet.idp.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

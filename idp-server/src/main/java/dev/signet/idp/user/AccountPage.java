package dev.signet.idp.user;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Some accounts; {@code next} is where the following page starts, null at the end. */
public record AccountPage(List<Account> accounts, @Nullable AccountId next) {}

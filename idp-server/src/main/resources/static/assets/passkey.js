// The ceremonies of Web Authentication: asks the server what to sign, has the browser ask an authenticator, and sends the
// answer as the page's own form. Forms are marked data-passkey="create" or "get"; data-options is where to ask.

const forms = [...document.querySelectorAll("form[data-passkey]")];
let waiting = null; // what aborts the ceremony that is going on

if (window.PublicKeyCredential && navigator.credentials) {
  document.querySelectorAll("[data-passkey-without]").forEach(it => { it.hidden = true; });
  for (const form of forms) {
    form.hidden = false;
    form.addEventListener("submit", event => {
      event.preventDefault();
      onRequest(form);
    });
    if ("autofill" in form.dataset) {
      offerInAutofill(form);
    }
  }
}

/** Somebody pressed the button. */
async function onRequest(form) {
  say(form, null);
  try {
    await perform(form, {});
  } catch (problem) {
    if (problem.name === "AbortError") {
      return; // pressed twice: the later press goes on
    }
    say(form, { NotAllowedError: "cancelled", InvalidStateError: "known" }[problem.name] ?? "failed");
    if ("autofill" in form.dataset) {
      offerInAutofill(form);
    }
  }
}

/** Passkeys in the list below the user name, for as long as the page is open. */
async function offerInAutofill(form) {
  try {
    if (!await PublicKeyCredential.isConditionalMediationAvailable?.()) {
      return;
    }
    await perform(form, { mediation: "conditional" });
  } catch (problem) {
    if (problem === "expired") {
      offerInAutofill(form);
    }
    // Anything else: the button is still there, and says what is wrong.
  }
}

async function perform(form, how) {
  waiting?.abort();
  const abort = waiting = new AbortController();
  const response = await fetch(form.dataset.options, { redirect: "manual", signal: abort.signal });
  if (!response.ok) {
    if (how.mediation) {
      throw new Error("no options");
    }
    location.reload(); // the page knows what to do first: sign in, or prove it again
    return;
  }
  const { ceremony, publicKey } = await response.json();
  const expiry = how.mediation && setTimeout(() => abort.abort("expired"), publicKey.timeout);
  const options = { publicKey: decoded(publicKey), signal: abort.signal, ...how };
  const credential = form.dataset.passkey === "create"
    ? await navigator.credentials.create(options)
    : await navigator.credentials.get(options);
  clearTimeout(expiry);
  form.elements.ceremony.value = ceremony;
  form.elements.credential.value = JSON.stringify(encoded(credential));
  form.submit();
}

function say(form, what) {
  form.querySelectorAll("[data-problem]").forEach(it => { it.hidden = it.dataset.problem !== what; });
}

function decoded(options) {
  const descriptors = list => list?.map(it => ({ ...it, id: bytes(it.id) }));
  return {
    ...options,
    challenge: bytes(options.challenge),
    ...(options.user && { user: { ...options.user, id: bytes(options.user.id) } }),
    ...(options.excludeCredentials && { excludeCredentials: descriptors(options.excludeCredentials) }),
    ...(options.allowCredentials && { allowCredentials: descriptors(options.allowCredentials) }),
  };
}

function encoded(credential) {
  const { response } = credential;
  const answer = { clientDataJSON: text(response.clientDataJSON) };
  if (response.attestationObject) {
    answer.attestationObject = text(response.attestationObject);
    answer.transports = response.getTransports?.() ?? [];
  } else {
    answer.authenticatorData = text(response.authenticatorData);
    answer.signature = text(response.signature);
    answer.userHandle = response.userHandle ? text(response.userHandle) : null;
  }
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment ?? null,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: answer,
  };
}

function bytes(base64url) {
  return Uint8Array.from(atob(base64url.replace(/-/g, "+").replace(/_/g, "/")), it => it.charCodeAt(0));
}

function text(buffer) {
  return btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

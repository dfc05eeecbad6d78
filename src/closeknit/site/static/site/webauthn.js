// A security key or a fingerprint as the second step: form[data-webauthn="create" or "get"].
"use strict";
(() => {
  const fromText = (text) => {
    const letters = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    return Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
  };
  const toText = (bytes) =>
    btoa(String.fromCharCode(...new Uint8Array(bytes)))
      .replaceAll("+", "-")
      .replaceAll("/", "_")
      .replaceAll("=", "");

  const opened = (known = []) => known.map((key) => ({ ...key, id: fromText(key.id) }));

  const creation = (options) =>
    PublicKeyCredential.parseCreationOptionsFromJSON?.(options) ?? {
      ...options,
      challenge: fromText(options.challenge),
      user: { ...options.user, id: fromText(options.user.id) },
      excludeCredentials: opened(options.excludeCredentials),
    };

  const request = (options) =>
    PublicKeyCredential.parseRequestOptionsFromJSON?.(options) ?? {
      ...options,
      challenge: fromText(options.challenge),
      allowCredentials: opened(options.allowCredentials),
    };

  const MEMBERS = [
    "clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle",
  ];

  const written = (credential) => {
    if (credential.toJSON) return credential.toJSON();
    const { response } = credential;
    const members = MEMBERS.filter((name) => response[name]);
    return {
      id: credential.id,
      rawId: toText(credential.rawId),
      type: credential.type,
      authenticatorAttachment: credential.authenticatorAttachment ?? null,
      clientExtensionResults: credential.getClientExtensionResults(),
      response: {
        ...Object.fromEntries(members.map((name) => [name, toText(response[name])])),
        transports: response.getTransports?.() ?? [],
      },
    };
  };

  const ask = async (form) => {
    const sent = JSON.parse(form.querySelector('script[type="application/json"]').textContent);
    const options = sent.publicKey ?? sent;
    return form.dataset.webauthn === "create"
      ? navigator.credentials.create({ publicKey: creation(options) })
      : navigator.credentials.get({ publicKey: request(options) });
  };

  const tell = (form, isRefused) => {
    const place = form.querySelector("[data-refused]");
    if (place) place.hidden = !isRefused;
  };

  const sign = async (event) => {
    const form = event.target;
    event.preventDefault();
    tell(form, false);
    try {
      form.elements.credential.value = JSON.stringify(written(await ask(form)));
    } catch {
      tell(form, true);
      return;
    }
    form.submit();
  };

  const forms = document.querySelectorAll("form[data-webauthn]");
  forms.forEach((form) => {
    if (window.PublicKeyCredential) form.addEventListener("submit", sign);
    form.querySelectorAll("[data-unsupported]").forEach((words) => {
      words.hidden = Boolean(window.PublicKeyCredential);
    });
  });
})();

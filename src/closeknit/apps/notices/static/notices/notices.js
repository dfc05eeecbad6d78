// Asks the browser for a place where it takes push, and hands that to the server.
"use strict";
(() => {
  const form = document.querySelector("[data-push]");
  const say = (what) => {
    form.hidden = true;
    document.querySelector(`[data-push-${what}]`).hidden = false;
  };

  const coded = (key) => btoa(String.fromCharCode(...new Uint8Array(key)))
    .replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

  const bytes = (text) =>
    Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));

  // The server tells a browser only while it is signed in, so it may have forgotten this one.
  const isKnown = async (place) => {
    const hashed = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(place.endpoint));
    return form.dataset.pushMarks.split(" ").includes(coded(hashed));
  };

  const allow = async () => {
    const worker = await navigator.serviceWorker.ready;
    const place = await worker.pushManager.subscribe({
      userVisibleOnly: true,
      applicationServerKey: bytes(form.dataset.push),
    });
    form.elements.address.value = place.endpoint;
    form.elements.p256dh.value = coded(place.getKey("p256dh"));
    form.elements.auth.value = coded(place.getKey("auth"));
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form) });
    if (!answer.ok) throw new Error("refused");
    say("done");
  };

  const begin = async () => {
    if (!form || !("serviceWorker" in navigator) || !("PushManager" in window)) return;
    const worker = await navigator.serviceWorker.getRegistration();
    const place = await worker?.pushManager.getSubscription();
    if (place && await isKnown(place)) return say("done");
    form.hidden = false;
  };

  form?.addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopPropagation();
    allow().catch(() => say("refused"));
  });
  begin();
})();

// Several photos at once: each goes in a request of its own, one after the other.
// Without this file a form takes one photo, and the next one on the moment's page.
"use strict";
(() => {
  const said = document.querySelector("[data-photos]");
  const form = said?.closest("form");
  const input = form?.querySelector("input[type=file]");
  if (!input) return;
  const room = Number(said.dataset.photos);
  const READING_TIME = 4000;
  const MOMENTS = new URL(said.dataset.moments, location).pathname;
  // Whoever leaves quickly is not brought back here by an answer that comes late.
  const leaving = new AbortController();
  let isSending = false;
  input.multiple = room > 1;

  const say = (text) => {
    said.textContent = text;
    said.hidden = !text;
  };

  const put = (files) => {
    const held = new DataTransfer();
    files.forEach((file) => held.items.add(file));
    input.files = held.files;
  };

  // Where the server leads to once the photo is kept, or nothing.
  const send = async (address, file) => {
    const sent = new FormData(form);
    sent.set("photo", file);
    const { signal } = leaving;
    const answer = await fetch(address, { method: "POST", body: sent, signal });
    const isKept = answer.ok && new URL(answer.url).pathname.startsWith(MOMENTS);
    return isKept && answer.redirected ? answer.url : "";
  };

  const sendAll = async (files) => {
    let page = "";
    for (const [at, file] of files.entries()) {
      const { saySending, sayFailed } = said.dataset;
      say(saySending.replace("{n}", at + 1).replace("{all}", files.length));
      const address = page ? new URL("photos/", page) : form.action;
      const came = await send(address, file).catch(() => "");
      if (!form.isConnected || leaving.signal.aborted) return;
      if (!came && !page) {
        // What is wrong is said by the page that a plain form gets.
        put([file]);
        form.submit();
        return;
      }
      if (!came) {
        say(sayFailed);
        setTimeout(() => form.isConnected && location.assign(page), READING_TIME);
        return;
      }
      page ||= came;
      // It is the first photo's own.
      form.querySelector("[name=caption]")?.remove();
    }
    location.assign(page);
  };

  addEventListener("pagehide", () => leaving.abort());

  input.addEventListener("change", () => {
    const isMore = input.files.length > room;
    say(isMore ? said.dataset.sayMost : "");
    if (isMore) put([...input.files].slice(0, room));
  });

  form.addEventListener("submit", (event) => {
    const files = [...input.files];
    if (!isSending && files.length < 2) return;
    event.preventDefault();
    if (isSending) return;
    isSending = true;
    sendAll(files);
  });
})();

// What pages do beyond plain HTML. Every page works without this file.
"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  /* Leave quickly: blank first, then tell the server, then go where nobody asks. */

  const blank = () => {
    document.title = "…";
    document.body.className = "";
    document.body.replaceChildren();
  };

  const leave = (link) => {
    const { href } = link;
    const to = link.dataset.leave || href;
    blank();
    navigator.sendBeacon?.(href);
    location.replace(to);
  };

  const leaveLink = () => document.querySelector("[data-leave]");

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("[data-leave]");
    if (!link) return;
    event.preventDefault();
    leave(link);
  });

  const SHIFTS = 3;
  const WITHIN = 1200;
  let shifts = [];
  document.addEventListener(
    "keydown",
    (event) => {
      if (event.repeat) return;
      if (event.key !== "Shift") shifts = [];
      else shifts = [...shifts, event.timeStamp].filter((at) => event.timeStamp - at < WITHIN);
      if (shifts.length >= SHIFTS && leaveLink()) leave(leaveLink());
    },
    true,
  );
  document.addEventListener("pointerdown", () => (shifts = []), true);

  addEventListener("pageshow", (event) => {
    if (event.persisted) {
      blank();
      location.reload();
    } else {
      all("form").forEach(release);
    }
  });

  /* One press, one sending. A page that stays frees its form again. */

  const FREE_AFTER = 8000;

  const release = (form) => {
    delete form.dataset.sent;
    all("button", form).forEach((button) => button.removeAttribute("aria-disabled"));
  };

  const hold = (form) => {
    form.dataset.sent = "";
    all("button", form).forEach((button) => button.setAttribute("aria-disabled", "true"));
    setTimeout(release, FREE_AFTER, form);
  };

  const isAway = () =>
    !navigator.onLine && !["localhost", "127.0.0.1", "[::1]"].includes(location.hostname);

  document.addEventListener(
    "submit",
    (event) => {
      const form = event.target;
      if (form.method !== "post") return;
      const stop = () => {
        event.preventDefault();
        event.stopImmediatePropagation();
      };
      if ("sent" in form.dataset) return stop();
      // Without a connection the browser would lose the words; a second press goes through.
      if (isAway() && !form.querySelector("[data-sorry]")) {
        stop();
        return say(form, "offline");
      }
      setTimeout(() => {
        if (!event.defaultPrevented || form.hasAttribute("hx-post")) hold(form);
      });
    },
    true,
  );

  /* Parts of a page that htmx fetches. */

  const say = (near, what) => {
    const place = near.closest("form") ?? near;
    const words = document.body.dataset[`say${what[0].toUpperCase()}${what.slice(1)}`];
    if (!words || near.closest("[data-quiet]")) return;
    if (place.querySelector("[data-sorry]")?.textContent === words) return;
    hush(place);
    const sorry = document.createElement("p");
    sorry.className = "error";
    sorry.dataset.sorry = "";
    sorry.setAttribute("role", "alert");
    sorry.textContent = words;
    place.append(sorry);
  };

  const hush = (place) => all("[data-sorry]", place).forEach((sorry) => sorry.remove());

  const ENDED = [401, 403];
  const on = (name, act) => document.addEventListener(`htmx:${name}`, act);

  on("beforeSwap", ({ detail }) => {
    // The server sends typed words back with an error, and says where they belong.
    if (!detail.xhr.getResponseHeader("HX-Retarget")) return;
    detail.shouldSwap = true;
    detail.isError = false;
  });
  on("afterRequest", ({ detail }) => {
    if (detail.elt instanceof HTMLFormElement) release(detail.elt);
    if (detail.successful) hush(detail.elt.closest("form") ?? detail.elt);
  });
  on("responseError", ({ detail }) => {
    if (detail.xhr.getResponseHeader("HX-Redirect")) return;
    say(detail.elt, ENDED.includes(detail.xhr.status) ? "ended" : "failed");
  });
  on("sendError", ({ detail }) => say(detail.elt, "offline"));
  on("timeout", ({ detail }) => say(detail.elt, "offline"));
  on("load", ({ detail }) => {
    if (detail.elt === document.body) return;
    detail.elt.classList?.add("arrived");
    prepare(detail.elt);
  });

  /* Finding a word in a long list. */

  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();

  const coat = (item) => item.closest("li") ?? item.closest("label") ?? item;

  const filter = (input) => {
    const list = document.querySelector(input.dataset.filter);
    if (!list) return;
    const sought = plain(input.value).split(/\s+/);
    const fits = (item) => {
      const words = plain(`${item.dataset.words} ${item.closest("label")?.textContent ?? ""}`);
      return item.checked || sought.every((part) => words.includes(part));
    };
    const items = all("[data-words]", list);
    const found = new Set(items.filter(fits));
    items.forEach((item) => (coat(item).hidden = !found.has(item)));
    all("[data-group]", list).forEach((group) => {
      group.hidden = !all("[data-words]", group).some((item) => found.has(item));
      if (group.localName === "details" && input.value.trim()) group.open = !group.hidden;
    });
    tell(input, found.size);
  };

  const tell = (input, found) => {
    const count = document.getElementById(input.dataset.count);
    if (!count) return;
    const { none = "", one = "", many = "" } = count.dataset;
    const words = found === 0 ? none : found === 1 ? one : many;
    count.textContent = input.value.trim() ? words.replace("{n}", found) : "";
  };

  document.addEventListener("input", ({ target }) => {
    if (target.matches("[data-filter]")) filter(target);
  });
  document.addEventListener("keydown", (event) => {
    const isSearch = event.target.matches?.("[data-filter]");
    if (event.key === "Enter" && isSearch) event.preventDefault();
    if (event.key === "Escape") closeMenus();
  });

  /* Small things. */

  const closeMenus = (but) => {
    all("details.menu[open]").forEach((menu) => {
      if (menu === but) return;
      const hadFocus = menu.contains(document.activeElement);
      menu.open = false;
      if (!but && hadFocus) menu.querySelector("summary").focus();
    });
  };

  const showPassword = (button) => {
    const input = document.getElementById(button.dataset.show);
    const isShown = input.type === "text";
    const word = button.textContent;
    input.type = isShown ? "password" : "text";
    button.textContent = button.dataset.hideWord;
    button.dataset.hideWord = word;
  };

  const copy = (button) => {
    document.getElementById(button.dataset.copy).select();
    // The older way: it also works on plain http, where browsers give no clipboard.
    if (document.execCommand("copy")) button.textContent = button.dataset.copied;
  };

  document.addEventListener("click", ({ target }) => {
    const button = target.closest?.("[data-print], [data-show], [data-copy]");
    if (button?.matches("[data-print]")) print();
    if (button?.matches("[data-copy]")) copy(button);
    if (button?.matches("[data-show]")) showPassword(button);
    closeMenus(target.closest?.("details.menu") ?? document.body);
  });
  document.addEventListener("focusin", ({ target }) => {
    closeMenus(target.closest?.("details.menu") ?? document.body);
  });

  const offerZone = (part) => {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (!zone) return;
    part.querySelector("input").value = zone;
    part.querySelector("b").textContent = zone.replaceAll("_", " ");
    part.hidden = false;
  };

  const prepare = (root) => {
    all("[data-zone]", root).forEach(offerZone);
    all("[data-print], [data-show], [data-script]", root).forEach((part) => (part.hidden = false));
    const wrong = root.querySelector('[aria-invalid="true"], .error[tabindex]');
    if (wrong && !root.querySelector("[autofocus]")) wrong.focus();
  };

  /* An invite's secret travels behind the # and reaches no log: hand it over and forget it. */

  const handOver = (input) => {
    const secret = location.hash.slice(1);
    if (!secret) return;
    input.value = secret;
    history.replaceState(null, "", location.pathname + location.search);
    input.form.requestSubmit();
  };

  // htmx notes in the tab where it is. Nothing of ours stays on a device.
  addEventListener("DOMContentLoaded", () => sessionStorage.clear());

  prepare(document);
  all("[data-fragment]").slice(0, 1).forEach(handOver);
  if (document.querySelector('meta[name="app-install"][content="yes"]')) {
    navigator.serviceWorker?.register("/sw.js").catch(() => {});
  }
})();

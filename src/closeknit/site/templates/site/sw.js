{# served at /sw.js; needs: version, shell (addresses of static files) #}// Keeps the look of the house and three public pages, never a page of yours.
"use strict";

const CACHE = "closeknit-{{ version|escapejs }}";
const ICON = "{{ icon|escapejs }}";
const OFFLINE = "/offline/";
const HELP = "/help/";
const PASS = "/pass/";
const PAGES = [OFFLINE, HELP, PASS];
const FILES = new Set([{% for address in shell %}
  "{{ address|escapejs }}",{% endfor %}
]);

// Asked for without cookies, so the pages come as a stranger sees them.
const asStranger = (path) => new Request(path, { credentials: "omit", cache: "reload" });

self.addEventListener("install", (event) => {
  const fill = async () => {
    const cache = await caches.open(CACHE);
    await cache.addAll([...FILES, ...PAGES].map(asStranger));
    await self.skipWaiting();
  };
  event.waitUntil(fill());
});

self.addEventListener("activate", (event) => {
  const tidy = async () => {
    const names = await caches.keys();
    const old = names.filter((name) => name.startsWith("closeknit-") && name !== CACHE);
    await Promise.all(old.map((name) => caches.delete(name)));
    await self.clients.claim();
  };
  event.waitUntil(tidy());
});

const page = async (request, path) => {
  try {
    return await fetch(request);
  } catch {
    return (await caches.match(PAGES.includes(path) ? path : OFFLINE)) ?? Response.error();
  }
};

const file = async (request, path) => (await caches.match(path)) ?? fetch(request);

// A notice says that something is there, never what.
self.addEventListener("push", (event) => {
  const { title } = event.data?.json() ?? {};
  if (!title) return;
  event.waitUntil(self.registration.showNotification(title, { tag: "closeknit", icon: ICON }));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(self.clients.openWindow("/today/"));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== self.location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(request, address.pathname));
  else if (FILES.has(address.pathname)) event.respondWith(file(request, address.pathname));
});

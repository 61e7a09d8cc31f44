/* The frame of every page: menu, drawer, confirmations, messages, sources of numbers. */
(function () {
  "use strict";
  if (!CSS.supports("aspect-ratio", "1 / 1")) { location.replace(document.body.dataset.incompatible); return; }

  const root = document.documentElement;
  const body = document.body;
  const words = document.getElementById("frame-words").dataset;
  const drawer = document.getElementById("drawer");
  const confirmation = document.getElementById("confirm");

  function remembered(key) { try { return localStorage.getItem("ditan." + key); } catch (error) { return null; } }
  function remember(key, value) { try { localStorage.setItem("ditan." + key, value); } catch (error) { /* private mode */ } }

  /* Messages: read out by the live region, gone after a while unless they report a fault. */
  function note(text, level) {
    const made = document.getElementById("note-template").content.firstElementChild.cloneNode(true);
    made.classList.add("note--" + (level || "success"));
    made.querySelector("p").textContent = text;
    document.getElementById("notes").append(made);
    fade(made);
  }
  function fade(made) {
    if (!made.classList.contains("note--error")) setTimeout(function () { made.remove(); }, 6000);
  }
  document.querySelectorAll("[data-note]").forEach(fade);

  /* Confirmations name the thing; `resolve(true)` only on 确定. */
  function ask(text) {
    document.getElementById("confirm-text").textContent = text;
    confirmation.returnValue = "cancel";
    confirmation.showModal();
    return new Promise(function (resolve) {
      confirmation.addEventListener("close", function () { resolve(confirmation.returnValue === "ok"); }, { once: true });
    });
  }

  /* One begins to type at once: the first field has the focus, not the cross. */
  function open(dialog) {
    dialog.showModal();
    const field = dialog.querySelector("input:not([type=hidden]):not([type=checkbox]), select, textarea");
    if (field) field.focus();
  }

  window.ditan = { note: note, ask: ask, remembered: remembered, remember: remember };

  /* The menu: drawn in by choice on a wide screen, slid over the page on a narrow one. */
  if (remembered("mini") === "1") body.classList.add("mini");
  if (remembered("type") === "large") root.dataset.type = "large";
  const typeToggle = document.querySelector("[data-type-toggle]");
  if (typeToggle) typeToggle.setAttribute("aria-pressed", String(root.dataset.type === "large"));

  document.addEventListener("click", function (event) {
    const target = event.target;
    if (target.closest("[data-menu-toggle]")) {
      if (matchMedia("(max-width: 900px)").matches) body.classList.toggle("menu-open");
      else remember("mini", body.classList.toggle("mini") ? "1" : "0");
      return;
    }
    if (body.classList.contains("menu-open") && !target.closest(".side")) body.classList.remove("menu-open");
    document.querySelectorAll("details[data-menu][open]").forEach(function (menu) {
      if (!menu.contains(target) || (target.closest("a, button") && !target.closest("summary"))) menu.open = false;
    });
    if (target.closest("[data-note-close]")) target.closest("[data-note]").remove();
    if (target.closest("[data-drawer-close]")) drawer.close();
    if (target.closest("[data-dialog-close]")) target.closest("dialog").close();
    if (target === drawer) drawer.close();
    const opener = target.closest("[data-dialog]");
    if (opener) open(document.getElementById(opener.dataset.dialog));
    if (target.closest("[data-type-toggle]")) {
      const large = root.dataset.type !== "large";
      if (large) root.dataset.type = "large"; else delete root.dataset.type;
      remember("type", large ? "large" : "");
      typeToggle.setAttribute("aria-pressed", String(large));
    }
  });
  /* `/` goes to the search of the whole platform, unless one is writing or the page has a use for the key itself. */
  document.addEventListener("keydown", function (event) {
    if (event.key !== "/" || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable], dialog") || document.querySelector("[data-own-keys]")) return;
    const field = document.querySelector("[data-find]");
    if (!field) return;
    event.preventDefault();
    field.focus();
    field.select();
  });
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") return;
    const open = document.querySelector("details[data-menu][open]");
    if (open) { open.open = false; open.querySelector("summary").focus(); }
    body.classList.remove("menu-open");
    hideSource();
  });

  /* Groups of the menu stay as people leave them; the one that one is in is open. */
  document.querySelectorAll(".side [data-fold]").forEach(function (group) {
    const key = "fold." + group.dataset.fold, kept = remembered(key);
    if (kept && !group.querySelector("[aria-current]")) group.open = kept === "open";
    group.querySelector("summary").addEventListener("click", function () { remember(key, group.open ? "shut" : "open"); });
  });

  /* A long menu shows where one is. */
  const current = document.querySelector(".side [aria-current]");
  if (current) {
    const menu = current.closest(".side");
    const below = current.getBoundingClientRect().bottom - menu.getBoundingClientRect().bottom;
    if (below > 0) menu.scrollTop += below + 48;
  }

  /* Forms that must be confirmed: data-confirm holds the question. */
  document.addEventListener("submit", function (event) {
    const form = event.target;
    const text = form.dataset.confirm;
    if (!text || form.dataset.confirmed) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    ask(text).then(function (sure) {
      if (!sure) return;
      form.dataset.confirmed = "1";
      form.requestSubmit(event.submitter || undefined);
      delete form.dataset.confirmed;
    });
  }, true);

  /* Search forms leave empty parts out of the address. */
  document.addEventListener("formdata", function (event) {
    if (!event.target.matches("[data-lean]")) return;
    Array.from(event.formData.entries()).forEach(function (pair) { if (pair[1] === "") event.formData.delete(pair[0]); });
  });
  document.addEventListener("change", function (event) {
    if (event.target.matches("[data-submits]")) event.target.form.requestSubmit();
  });

  /* What the page asks for by itself, every few seconds, does not count as use and keeps no session alive. */
  document.addEventListener("htmx:configRequest", function (event) {
    if (/\bevery\b/.test(event.detail.elt.getAttribute("hx-trigger") || "")) event.detail.headers["X-Ditan-Poll"] = "1";
  });

  /* HTMX: what failed is said in words; the drawer opens when its content has come. */
  document.addEventListener("htmx:afterSwap", function (event) {
    if (event.detail.target !== drawer) return;
    if (!drawer.open) drawer.showModal();
    const heading = drawer.querySelector("h2");
    if (heading) { heading.tabIndex = -1; heading.focus(); }
  });
  document.addEventListener("htmx:beforeSwap", function (event) {
    const status = event.detail.xhr.status;
    if (status === 409 || status === 422) { event.detail.shouldSwap = true; event.detail.isError = false; }
  });
  document.addEventListener("htmx:responseError", function (event) {
    const status = event.detail.xhr.status;
    note(status === 403 ? words.forbidden : status === 404 ? words.gone : words.server, "error");
  });
  document.addEventListener("htmx:sendError", function () { note(words.network, "error"); });
  document.addEventListener("htmx:beforeOnLoad", function (event) {
    if (event.detail.xhr.getResponseHeader("X-Ditan-Page") !== "sign-in") return;
    event.preventDefault();
    location.reload();
  });
  document.addEventListener("ditan:note", function (event) { note(event.detail.text, event.detail.level); });

  /* A number opens its source: the quote on hover and focus, the whole item on a click. */
  const pop = document.createElement("div");
  pop.className = "source-pop";
  pop.id = "source-pop";
  pop.setAttribute("role", "tooltip");
  pop.hidden = true;
  body.append(pop);
  function showSource(element) {
    pop.replaceChildren();
    [["b", element.dataset.from], ["p", element.dataset.quote]].forEach(function (part) {
      if (!part[1]) return;
      const line = document.createElement(part[0]);
      line.textContent = part[1];
      pop.append(line);
    });
    const holder = element.closest("dialog") || body;
    if (pop.parentNode !== holder) holder.append(pop);
    pop.hidden = false;
    const box = element.getBoundingClientRect();
    const inside = holder === body ? { left: 0, top: 0 } : holder.getBoundingClientRect();
    const left = Math.max(8, Math.min(box.left, innerWidth - pop.offsetWidth - 8));
    const below = box.bottom + pop.offsetHeight + 12 < innerHeight;
    const top = below ? box.bottom + 6 : box.top - pop.offsetHeight - 6;
    pop.style.left = left - inside.left + (holder === body ? scrollX : 0) + "px";
    pop.style.top = top - inside.top + (holder === body ? scrollY : 0) + "px";
    element.setAttribute("aria-describedby", "source-pop");
  }
  function hideSource() { pop.hidden = true; }
  ["mouseover", "focusin"].forEach(function (kind) {
    document.addEventListener(kind, function (event) {
      const element = event.target.closest && event.target.closest("[data-quote]");
      if (element) showSource(element); else if (!pop.contains(event.target)) hideSource();
    });
  });
})();

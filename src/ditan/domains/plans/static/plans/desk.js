/* The review desk: find a span from its item and an item from its span, and decide by keyboard alone. */
(function () {
  "use strict";
  const desk = document.getElementById("desk");
  const source = document.getElementById("source");
  const list = document.getElementById("cards");
  const adder = document.getElementById("adder");
  const picker = document.getElementById("picker");
  const filter = document.getElementById("filter");
  const words = document.getElementById("desk-words").dataset;
  const tabs = Array.from(desk.querySelectorAll("[data-tab]"));
  const may = desk.dataset.may === "1";
  const memory = "desk." + desk.dataset.remember;
  let tab = "";
  let here = null;
  let lastDecided = "";
  let advance = "";

  /* Pieces of the source by item, found once: a text has thousands of them. */
  const pieces = new Map();
  source.querySelectorAll("[data-i]").forEach(function (piece) {
    piece.dataset.i.split(" ").forEach(function (id) {
      if (!pieces.has(id)) pieces.set(id, []);
      pieces.get(id).push(piece);
    });
  });
  const anchors = new Map();
  source.querySelectorAll("[data-at]").forEach(function (anchor) {
    if (!anchors.has(anchor.dataset.at)) anchors.set(anchor.dataset.at, []);
    anchors.get(anchor.dataset.at).push(anchor);
  });

  function cardOf(id) { return document.getElementById(id); }
  function allCards() { return Array.from(list.querySelectorAll(".entry")); }
  function shownCards() { return allCards().filter(function (card) { return !card.hidden; }); }
  function say(text) { document.getElementById("said").textContent = text; }

  /* Marks in the source follow the state of their item. */
  function paint(card) {
    const id = card.id;
    const state = card.dataset.state;
    (anchors.get(id) || []).forEach(function (anchor) {
      anchor.className = "at k-" + card.dataset.kind + " is-" + state;
      anchor.title = card.querySelector(".st").title;
    });
    (pieces.get(id) || []).forEach(function (piece) {
      const live = piece.dataset.i.split(" ").some(function (other) {
        const owner = cardOf(other);
        return owner && owner.dataset.state !== "rejected";
      });
      piece.classList.toggle("is-rejected", !live);
    });
  }

  function count() {
    let done = 0;
    const waiting = {};
    const cards = allCards();
    cards.forEach(function (card) {
      if (card.dataset.state === "proposed") waiting[card.dataset.kind] = (waiting[card.dataset.kind] || 0) + 1;
      else done += 1;
    });
    tabs.forEach(function (button) { button.querySelector("[data-waiting]").textContent = waiting[button.dataset.tab] || 0; });
    document.getElementById("desk-done").textContent = done;
    document.getElementById("desk-all").textContent = cards.length;
    document.getElementById("desk-bar").style.width = (cards.length ? (100 * done) / cards.length : 0) + "%";
  }

  /* Tab and filter decide which cards are shown. */
  function fits(card) {
    if (card.dataset.kind !== tab) return false;
    const state = filter.elements.state.value;
    const own = card.dataset.state;
    if (state === "booked" && own !== "confirmed" && own !== "edited") return false;
    if (state && state !== "booked" && own !== state) return false;
    const sure = filter.elements.sure.value;
    const percent = Number(card.dataset.sure);
    if (sure === "doubtful" && !("doubtful" in card.dataset)) return false;
    if (sure === "under90" && percent >= 90) return false;
    if (sure === "sure" && percent < 90) return false;
    const q = filter.elements.q.value.trim();
    return !q || card.textContent.includes(q);
  }
  function sift() {
    let shown = 0;
    allCards().forEach(function (card) {
      card.hidden = !(fits(card) || card === here && card.dataset.kind === tab);
      if (!card.hidden) shown += 1;
    });
    document.getElementById("no-cards").hidden = shown > 0;
    const counter = document.getElementById("shown");
    counter.textContent = counter.dataset.text.replace("%n", shown);
  }
  function openTab(name, quiet) {
    tab = name;
    tabs.forEach(function (button) {
      const chosen = button.dataset.tab === name;
      button.setAttribute("aria-selected", String(chosen));
      button.tabIndex = chosen ? 0 : -1;
    });
    list.setAttribute("aria-labelledby", "tab-" + name);
    if (here && here.dataset.kind !== name) leave();
    sift();
    if (!quiet && !here) {
      const first = shownCards().find(function (card) { return card.dataset.state === "proposed"; }) || shownCards()[0];
      if (first) go(first, { focus: false });
    }
    remember();
  }
  function remember() {
    window.ditan.remember(memory, JSON.stringify({ tab: tab, here: here ? here.id : "" }));
  }

  function offerActsSoon() { Promise.resolve().then(offerActs); }

  /* One item is current: open on the right, marked on the left. */
  function leave() {
    if (!here) return;
    here.classList.remove("is-here");
    here.removeAttribute("aria-current");
    offerActsSoon();
    (pieces.get(here.id) || []).forEach(function (piece) { piece.classList.remove("is-here"); });
    here = null;
  }
  function light(card, flash) {
    const own = pieces.get(card.id) || [];
    own.forEach(function (piece) {
      piece.classList.add("is-here");
      if (!flash) return;
      piece.classList.remove("is-flash");
      void piece.offsetWidth;
      piece.classList.add("is-flash");
    });
    return own;
  }
  function reveal(element, box, share) {
    const from = box.getBoundingClientRect();
    const at = element.getBoundingClientRect();
    const roomy = at.top > from.top + 40 && at.bottom < from.bottom - 60;
    if (!roomy) box.scrollTop += at.top - from.top - from.height * share;
  }
  function go(card, how) {
    const wish = Object.assign({ focus: true, source: true }, how);
    if (card.dataset.kind !== tab) { leave(); openTab(card.dataset.kind, true); }
    if (here !== card) leave();
    here = card;
    card.hidden = false;
    card.classList.add("is-here");
    card.setAttribute("aria-current", "true");
    const own = light(card, wish.source);
    if (wish.source && own.length) {
      own[0].scrollIntoView({ block: "nearest" });
      reveal(own[0], source, 0.3);
    }
    if (wish.focus) card.focus({ preventScroll: true });
    reveal(card, list, 0.15);
    offerActsSoon();
    const shown = shownCards();
    const head = document.getElementById(card.id + "-head");
    say(words.place.replace("%i", shown.indexOf(card) + 1).replace("%n", shown.length)
      .replace("%head", head ? head.textContent.trim() : "").replace("%state", card.querySelector(".st").title));
    remember();
  }
  function step(by) {
    const shown = shownCards();
    if (!shown.length) return;
    const at = here ? shown.indexOf(here) : -1;
    const next = shown[at + by];
    if (next) go(next); else if (by > 0) say(words.last);
  }
  function nextWaiting(from) {
    const shown = shownCards();
    const at = shown.indexOf(from);
    const after = shown.slice(at + 1).concat(shown.slice(0, Math.max(at, 0)));
    const next = after.find(function (card) { return card.dataset.state === "proposed"; });
    if (next) return next;
    window.ditan.note(words.all);
    return null;
  }

  /* Decisions: the buttons below the list and the keys do the same to the current item. */
  const acts = document.getElementById("acts");
  function offerActs() {
    if (!acts) return;
    const state = here ? here.dataset.state : "";
    const finding = Boolean(here) && here.dataset.kind === "finding";
    const able = { confirm: state === "proposed" || state === "rejected", edit: Boolean(here) && !finding, reject: Boolean(here) && state !== "rejected", reopen: Boolean(here) && state !== "proposed" };
    acts.querySelectorAll("[data-act]").forEach(function (button) {
      button.disabled = !able[button.dataset.act];
      const label = button.querySelector("span");
      if (label) label.textContent = finding ? button.dataset.finding : button.dataset.item;
    });
  }
  function act(name) {
    if (!may) { window.ditan.note(words.readonly, "warning"); return; }
    if (!here || here.getAttribute("aria-busy") === "true") return;
    offerActs();
    if (acts.querySelector('[data-act="' + name + '"]').disabled) {
      const next = name === "confirm" ? nextWaiting(here) : null;
      if (next) go(next);
      return;
    }
    const address = desk.dataset.review + here.dataset.kind + "/" + here.dataset.pk + "/";
    if (name === "edit") {
      window.htmx.ajax("GET", address + "edit/", { source: here, target: "#" + here.id + " .entry__body", swap: "innerHTML" });
      return;
    }
    window.htmx.ajax("POST", address + "decide/", { source: here, target: "#" + here.id, swap: "outerHTML", values: { action: name, version: here.dataset.version } });
  }
  function undo() {
    if (here && here.dataset.state !== "proposed") { act("reopen"); return; }
    const last = lastDecided && cardOf(lastDecided);
    if (!last || last.dataset.state === "proposed") { say(words.undo); window.ditan.note(words.undo, "warning"); return; }
    go(last);
    act("reopen");
  }

  document.addEventListener("htmx:beforeRequest", function (event) {
    const card = event.target.closest && event.target.closest(".entry");
    if (!card) return;
    card.setAttribute("aria-busy", "true");
    const sent = event.detail.requestConfig;
    const action = sent.parameters.action || (sent.verb === "post" ? "edit" : "");
    card.dataset.sent = action;
  });
  document.addEventListener("htmx:afterRequest", function (event) {
    const card = event.target.closest && event.target.closest(".entry");
    if (card) card.removeAttribute("aria-busy");
  });
  document.addEventListener("htmx:beforeSwap", function (event) {
    const target = event.detail.target;
    if (!target.classList.contains("entry")) return;
    /* Refused input of the inline form belongs inside the card, not in its place. */
    if (event.detail.xhr.responseText.lastIndexOf("<article", 200) === -1) {
      event.detail.target = target.querySelector(".entry__body");
      event.detail.swapOverride = "innerHTML";
      return;
    }
    const sent = target.dataset.sent;
    advance = event.detail.xhr.status < 300 && (sent === "confirm" || sent === "reject" || sent === "edit") ? target.id : "";
    if (sent && sent !== "reopen" && event.detail.xhr.status < 300) lastDecided = target.id;
    if (here === target) leave();
  });
  document.addEventListener("htmx:afterSettle", function (event) {
    const swapped = event.detail.elt;
    if (swapped === adder) { openAdder(); return; }
    const form = swapped.matches(".entry__body") ? swapped.querySelector("[data-form]") : null;
    if (form) {
      const wrong = form.querySelector('[aria-invalid="true"]');
      const field = wrong || form.querySelector("[name=cell], [name=value], [name=lead]") || form.querySelector("input:not([type=hidden]), textarea");
      if (field) { field.focus(); if (field.select && !wrong) field.select(); }
      return;
    }
    const card = swapped.classList.contains("entry") ? swapped : null;
    if (!card) return;
    paint(card);
    count();
    const next = advance === card.id ? nextWaiting(card) : null;
    advance = "";
    if (next) { go(next); sift(); } else { go(card, { source: false }); sift(); }
  });

  /* Clicks: a card, a mark in the text (again: the item around it), a tab. */
  desk.addEventListener("click", function (event) {
    const target = event.target;
    const head = target.closest(".entry__head");
    if (head) { go(head.closest(".entry")); return; }
    const button = target.closest("[data-tab]");
    if (button) { leave(); openTab(button.dataset.tab); return; }
    if (target.closest('[data-act="close-adder"]')) { closeAdder(); return; }
    const pressed = target.closest("#acts [data-act]");
    if (pressed) { act(pressed.dataset.act); return; }
    const stepper = target.closest("[data-step]");
    if (stepper) { step(Number(stepper.dataset.step)); return; }
    const place = target.closest("[data-span]");
    if (place) { event.preventDefault(); jump(Number(place.dataset.span)); return; }
    if (!getSelection().isCollapsed) return;
    const anchor = target.closest("[data-at]");
    if (anchor) { const card = cardOf(anchor.dataset.at); if (card) go(card, { source: false }); return; }
    const piece = target.closest("[data-i]");
    if (piece && source.contains(piece)) {
      const ids = piece.dataset.i.split(" ");
      const at = here ? ids.indexOf(here.id) : -1;
      const card = cardOf(ids[(at + 1) % ids.length]);
      if (card) { leave(); go(card, { source: false }); light(card, true); }
    }
  });

  function jump(place) {
    let found = null;
    source.querySelectorAll("[data-s]").forEach(function (piece) { if (Number(piece.dataset.s) <= place) found = piece; });
    if (!found) return;
    found.scrollIntoView({ block: "center" });
    reveal(found, source, 0.2);
    found.classList.remove("is-flash");
    void found.offsetWidth;
    found.classList.add("s", "is-flash");
  }
  document.getElementById("outline-jump").addEventListener("change", function (event) {
    if (event.target.value) jump(Number(event.target.value));
  });

  filter.addEventListener("input", sift);
  filter.addEventListener("submit", function (event) { event.preventDefault(); step(1); });

  /* Adding what the reader missed: positions count characters as the server does. */
  function length(text) { return Array.from(text).length; }
  function placeOf(node, offset) {
    let element = node.nodeType === 3 ? node.parentElement : node;
    if (node.nodeType !== 3) {
      const child = node.childNodes[offset] || node.lastChild;
      element = child && child.nodeType === 1 ? child : node;
      const inner = element.matches("[data-s]") ? element : element.querySelector("[data-s]") || element.closest("[data-s]");
      return inner ? Number(inner.dataset.s) : null;
    }
    const holder = element.closest("[data-s]");
    return holder && source.contains(holder) ? Number(holder.dataset.s) + length(node.textContent.slice(0, offset)) : null;
  }
  function selected() {
    const selection = getSelection();
    if (selection.isCollapsed || !selection.rangeCount) return null;
    const range = selection.getRangeAt(0);
    if (!source.contains(range.commonAncestorContainer)) return null;
    const start = placeOf(range.startContainer, range.startOffset);
    const end = placeOf(range.endContainer, range.endOffset);
    return start === null || end === null || end <= start ? null : { start: start, end: end, box: range.getBoundingClientRect() };
  }
  function offer() {
    if (!picker) return;
    const chosen = selected();
    picker.hidden = !chosen;
    if (!chosen) return;
    const frame = source.parentElement.getBoundingClientRect();
    picker.style.left = Math.max(8, Math.min(chosen.box.left - frame.left, frame.width - picker.offsetWidth - 8)) + "px";
    const below = chosen.box.bottom - frame.top + 6;
    picker.style.top = Math.max(44, Math.min(below, frame.height - picker.offsetHeight - 8)) + "px";
  }
  document.addEventListener("selectionchange", function () { clearTimeout(offer.timer); offer.timer = setTimeout(offer, 120); });
  function add(kind) {
    if (!may) { window.ditan.note(words.readonly, "warning"); return; }
    const chosen = selected();
    if (!chosen) { say(words.select); window.ditan.note(words.select, "warning"); return; }
    if (picker) picker.hidden = true;
    const query = new URLSearchParams({ kind: kind, start: chosen.start, end: chosen.end });
    window.htmx.ajax("GET", desk.dataset.add + "?" + query, { target: "#adder", swap: "innerHTML" });
  }
  if (picker) {
    picker.addEventListener("mousedown", function (event) { event.preventDefault(); });
    picker.addEventListener("click", function (event) {
      const button = event.target.closest("[data-add-kind]");
      if (button) add(button.dataset.addKind);
    });
  }
  function openAdder() {
    adder.hidden = false;
    const field = adder.querySelector('[aria-invalid="true"]') || adder.querySelector('[name="name"], [name="title"]');
    if (field) field.focus();
  }
  function closeAdder() { adder.hidden = true; adder.replaceChildren(); if (here) here.focus({ preventScroll: true }); }

  /* Bulk confirmation says how many before anybody confirms. */
  const bulk = document.getElementById("bulk-form");
  if (bulk) {
    const recount = function () {
      const least = Number(bulk.elements.confidence.value || 101);
      const kinds = Array.from(bulk.querySelectorAll("[name=kinds]:checked")).map(function (box) { return box.value; });
      const number = allCards().filter(function (card) {
        return card.dataset.state === "proposed" && kinds.includes(card.dataset.kind) && Number(card.dataset.sure) >= least;
      }).length;
      document.getElementById("bulk-count").textContent = number;
      document.getElementById("bulk-go").disabled = number === 0;
    };
    bulk.addEventListener("input", recount);
    desk.addEventListener("click", function (event) { if (event.target.closest('[data-dialog="bulk"]')) recount(); });
  }

  /* Keys. In a field they belong to the field, but for Esc and Ctrl+Enter. */
  const keys = {
    j: function () { step(1); }, arrowdown: function () { step(1); },
    k: function () { step(-1); }, arrowup: function () { step(-1); },
    a: function () { act("confirm"); }, enter: function () { act("confirm"); },
    e: function () { act("edit"); },
    r: function () { act("reject"); }, delete: function () { act("reject"); },
    u: undo,
    n: function () { add(tab === "finding" ? "target" : tab); },
    d: function () {
      const all = allCards().filter(function (card) { return "doubtful" in card.dataset && card.dataset.state === "proposed"; });
      const at = here ? all.indexOf(here) : -1;
      if (all.length) go(all[(at + 1) % all.length]);
    },
    s: function () { if (document.activeElement === source) (here || list).focus({ preventScroll: true }); else startReading(); },
    "/": function () { filter.elements.q.focus(); },
    "?": function () { document.getElementById("keys").showModal(); }
  };
  /* Puts the cursor of the keyboard at the current item's words, so that Shift+arrows can select from there. */
  function startReading() {
    source.focus();
    const own = here && pieces.get(here.id);
    const first = own ? own[0] : source.querySelector("[data-s]");
    if (first && first.firstChild) getSelection().collapse(first.firstChild, 0);
  }
  document.addEventListener("keydown", function (event) {
    if (document.querySelector("dialog[open]")) return;
    const target = event.target instanceof Element ? event.target : document.body;
    const field = target.closest("input, textarea, select");
    const form = target.closest("[data-form]");
    if (event.key === "Escape" && !adder.hidden) { event.preventDefault(); closeAdder(); return; }
    if (form && event.key === "Escape") {
      event.preventDefault();
      form.querySelector('[data-act="cancel"]').click();
      return;
    }
    if (form && event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); form.requestSubmit(); return; }
    /* An open form keeps the keys that decide, wherever the focus is: nobody rejects what they meant to correct. */
    const open = here && here.querySelector("[data-form]");
    if (open && !field) {
      if (event.key === "Escape") { event.preventDefault(); open.querySelector('[data-act="cancel"]').click(); return; }
      if (["a", "e", "r", "u", "enter", "delete"].includes(event.key.toLowerCase()) && !form) return;
    }
    if (field) { if (event.key === "Escape") { field.blur(); if (here) here.focus({ preventScroll: true }); } return; }
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const key = event.key.toLowerCase();
    if (source.contains(document.activeElement) && (event.shiftKey && key.startsWith("arrow") || key === "arrowleft" || key === "arrowright")) { select(event); return; }
    if ((key === "enter" || key === "arrowdown" || key === "arrowup") && target.closest("button, a, summary, [role=tab]")) return;
    if (/^[1-9]$/.test(key) && tabs[Number(key) - 1]) { event.preventDefault(); leave(); openTab(tabs[Number(key) - 1].dataset.tab); if (here) here.focus({ preventScroll: true }); return; }
    if (!(key in keys)) return;
    event.preventDefault();
    keys[key]();
  });
  /* Selecting by keyboard in text that is not editable: the selection is moved for the person. */
  function select(event) {
    event.preventDefault();
    const way = event.key === "ArrowLeft" || event.key === "ArrowUp" ? "backward" : "forward";
    const by = event.key === "ArrowUp" || event.key === "ArrowDown" ? "line" : "character";
    getSelection().modify(event.shiftKey ? "extend" : "move", way, by);
  }
  desk.querySelector("[role=tablist]").addEventListener("keydown", function (event) {
    const at = tabs.indexOf(document.activeElement);
    const by = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (at < 0 || !by) return;
    event.preventDefault();
    event.stopPropagation();
    const next = tabs[(at + by + tabs.length) % tabs.length];
    leave();
    openTab(next.dataset.tab);
    next.focus();
  });

  /* Start: the item that the address names, else where one left off, else the first that waits. */
  allCards().forEach(paint);
  const asked = new URLSearchParams(location.search);
  let kept = {};
  try { kept = JSON.parse(window.ditan.remembered(memory) || "{}"); } catch (error) { kept = {}; }
  const wanted = cardOf(desk.dataset.wanted) || (asked.has("tab") || asked.has("at") ? null : cardOf(kept.here || ""));
  const firstTab = tabs.find(function (button) { return button.dataset.tab === (asked.get("tab") || kept.tab); })
    || tabs.find(function (button) { return Number(button.querySelector("[data-waiting]").textContent) > 0; }) || tabs[0];
  if (wanted && wanted.classList.contains("entry")) { openTab(wanted.dataset.kind, true); go(wanted); }
  else openTab(firstTab.dataset.tab);
  if (asked.has("at")) jump(Number(asked.get("at")));
})();

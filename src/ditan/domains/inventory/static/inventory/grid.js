/* The grid of activity data: a row is saved when it is left or at rest, and comes back computed. What was refused stays as it
   was typed, what has not reached the server lies in this browser, and nobody's values are written over unseen. */
(function () {
  "use strict";
  const table = document.getElementById("grid");
  if (!table) return;
  const tools = window.ditan.cells;
  const words = document.getElementById("grid-words").dataset;
  const body = table.tBodies[0];
  const editable = "editable" in table.dataset;
  const shelf = "rows." + table.dataset.user + "." + table.dataset.inventory + "." + table.dataset.kind;
  const blank = document.getElementById("blank-row");
  const dock = document.getElementById("dock");
  const PAUSE = 900, RETRY = 8000, MOST = 500;
  let here = null, sending = false, stopped = false, timer = 0, made = 0;

  function rows() { return Array.from(body.querySelectorAll(".g-row")); }
  function fields(row) { return Array.from(row.querySelectorAll("[data-part]")); }
  function field(row, part) { return row.querySelector('[data-part="' + part + '"]'); }
  function isFresh(each) { return each.value !== each.dataset.saved; }
  function isNew(row) { return !row.dataset.row; }
  function unsaved(row) { return fields(row).some(isFresh); }
  function keyOf(row) { return isNew(row) ? row.dataset.key : "row-" + row.dataset.row; }
  function byKey(key) { return rows().find(function (row) { return keyOf(row) === key; }); }

  /* Words beside the tabs. */
  const saved = document.getElementById("saved");
  function say(text, tone) { if (saved) { saved.textContent = text; saved.dataset.tone = tone || ""; } }
  function banner(text, more) {
    const box = document.getElementById("lost");
    const line = document.createElement("p");
    line.textContent = text;
    box.replaceChildren(line);
    (more || []).forEach(function (node) { box.append(node); });
    box.hidden = false;
  }

  /* What has not reached the server. */
  function kept() { try { return JSON.parse(window.ditan.remembered(shelf) || "{}"); } catch (error) { return {}; } }
  function keep(drafts) {
    const text = Object.keys(drafts).length ? JSON.stringify(drafts) : "";
    window.ditan.remember(shelf, text);
    if (text && window.ditan.remembered(shelf) !== text) say(words.full, "bad");
  }
  function shelve(row) {
    const drafts = kept();
    if (unsaved(row)) drafts[keyOf(row)] = { version: Number(row.dataset.version), cells: cellsOf(row) };
    else delete drafts[keyOf(row)];
    keep(drafts);
    row.classList.toggle("is-unsaved", unsaved(row));
  }
  function unshelve(key) { const drafts = kept(); delete drafts[key]; keep(drafts); }
  function cellsOf(row) {
    const cells = {};
    fields(row).forEach(function (each) { cells[each.dataset.part] = each.value; });
    return cells;
  }

  /* Results: at the right of the row, and in the dock for the row that one is in. */
  function show(cell, amount) {
    const place = cell.querySelector(".val");
    cell.dataset.state = amount.state;
    place.textContent = amount.text;
    if (amount.why) place.dataset.quote = amount.why; else delete place.dataset.quote;
    if (amount.unverified) { place.dataset.doubted = ""; place.dataset.from = words.unverified; }
    else { delete place.dataset.doubted; delete place.dataset.from; }
  }
  function paint(row, told) {
    row.dataset.row = told.row;
    row.dataset.version = told.version;
    row.id = "row-" + told.row;
    row.querySelector(".g-place").textContent = told.position;
    Object.keys(told.amounts).forEach(function (gas) {
      const cell = row.querySelector('td[data-gas="' + gas + '"]');
      if (cell) show(cell, told.amounts[gas]);
    });
    const category = field(row, "category");
    if (category) category.title = told.category_name;
    Object.keys(told.units).forEach(function (name) { const each = field(row, name); if (each) each.title = told.units[name]; });
    const unknown = row.querySelector("[data-unknown]");
    unknown.hidden = !told.mark.unknown;
    unknown.textContent = tools.put(words.unknown, { n: told.mark.unknown });
    unknown.dataset.quote = told.mark.why;
    const key = row.querySelector("[data-key]");
    key.hidden = !told.mark.key;
    key.textContent = told.mark.key;
    row.querySelector("[data-unverified]").hidden = !told.mark.unverified;
    if (told.mark.unknown) row.dataset.worst = "unknown"; else delete row.dataset.worst;
    const address = words.trace.replace("/0/", "/" + told.row + "/");
    row.querySelectorAll("a[data-trace]").forEach(function (link) {
      link.href = address + (link.dataset.trace ? "?gas=" + encodeURIComponent(link.dataset.trace) : "");
      link.hidden = false;
    });
    const remove = row.querySelector("[data-remove]");
    if (remove) remove.hidden = false;
    if (row === here) focusDock(row);
  }
  function focusDock(row) {
    const line = document.getElementById("dock-row");
    line.hidden = false;
    const label = field(row, "label");
    const number = isNew(row) ? words.new : tools.put(words.row, { n: row.querySelector(".g-place").textContent });
    line.querySelector("[data-name]").textContent = number + (label && label.value ? " " + label.value : "");
    line.querySelectorAll("td").forEach(function (cell) {
      const from = row.querySelector('td[data-gas="' + cell.dataset.gas + '"]');
      const source = from && from.querySelector(".val");
      show(cell, { text: source ? source.textContent : "", state: from ? from.dataset.state : "none", why: source ? source.dataset.quote || "" : "", unverified: source ? "doubted" in source.dataset : false });
      const link = cell.querySelector(".val");
      if (source && source.href) link.href = source.href; else link.removeAttribute("href");
      link.dataset.trace = cell.dataset.gas;
    });
  }
  function total(bar) {
    Object.keys(bar.cells).forEach(function (gas) {
      const cell = document.querySelector('#dock-total td[data-gas="' + gas + '"]');
      if (cell) show(cell, bar.cells[gas]);
    });
    dock.querySelector("[data-rows]").textContent = bar.rows;
    dock.querySelector("[data-bar-unknown]").textContent = bar.unknown;
    dock.querySelector("[data-bar-unverified]").textContent = bar.unverified;
    document.getElementById("dock-beside").replaceChildren.apply(document.getElementById("dock-beside"), bar.beside.map(function (pair) {
      const item = document.createElement("span"), number = document.createElement("b");
      number.textContent = pair[1].text;
      item.append(pair[0] + " ", number);
      return item;
    }));
    Object.keys(bar.kinds).forEach(function (kind) {
      const tab = document.querySelector('.g-tabs [data-kind="' + kind + '"] [data-count]');
      if (tab) tab.textContent = bar.kinds[kind];
    });
  }

  /* Messages at a cell. */
  function clear(row) {
    row.querySelectorAll(".g-said").forEach(function (line) { line.remove(); });
    row.querySelectorAll("[aria-invalid]").forEach(function (each) { each.removeAttribute("aria-invalid"); });
    row.classList.remove("is-refused");
    delete row.dataset.held;
  }
  function complain(row, name, text, buttons) {
    const cell = row.querySelector('td[data-cell="' + name + '"]') || row.querySelector('td[data-cell="label"]');
    const line = document.createElement("p");
    line.className = "g-said";
    line.setAttribute("role", "alert");
    line.textContent = text;
    (buttons || []).forEach(function (each) { line.append(each); });
    cell.append(line);
    const input = field(row, name);
    if (input) input.setAttribute("aria-invalid", "true");
    row.dataset.held = "";
    row.classList.add("is-refused");
  }

  document.addEventListener("click", function (event) {
    const link = event.target.closest && event.target.closest("a[data-trace]");
    if (!link || !link.href || event.ctrlKey || event.metaKey || !window.htmx) return;
    event.preventDefault();
    window.htmx.ajax("GET", link.getAttribute("href"), { target: "#drawer", swap: "innerHTML" });
  });
  /* A factor that was chosen in the drawer changed the row behind it. */
  document.addEventListener("htmx:afterSwap", function () {
    const now = document.getElementById("row-now");
    if (!now) return;
    const told = JSON.parse(now.textContent);
    now.remove();
    const row = byKey("row-" + told.line.row);
    if (row) paint(row, told.line);
    total(told.bar);
  });
  table.addEventListener("focusin", function (event) {
    const row = event.target.closest(".g-row");
    if (!row) return;
    if (here && here !== row) { here.classList.remove("is-here"); left(here); }
    here = row;
    row.classList.add("is-here");
    focusDock(row);
    if (event.target.matches("[data-part]")) event.target.select();
  });

  /* Cells by the keyboard. */
  function target(row, at) { const cell = row && row.cells[at]; return cell ? cell.querySelector("[data-part], a[data-trace]:not([hidden])") : null; }
  function step(from, down, across) {
    const cell = from.closest("td"), row = cell.parentNode;
    const all = rows();
    let line = all[all.indexOf(row) + down], at = cell.cellIndex + across;
    while (line && at >= 0 && at < line.cells.length) {
      const found = target(line, at);
      if (found) { found.focus(); found.scrollIntoView({ block: "nearest", inline: "nearest" }); return true; }
      if (!across) return false;
      at += across;
    }
    return false;
  }
  table.addEventListener("keydown", function (event) {
    const from = event.target;
    const typing = from.matches("[data-part]");
    if ((!typing && !from.matches("a[data-trace]")) || event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    const whole = typing && from.selectionStart === 0 && from.selectionEnd === from.value.length;
    let moved = false;
    if (event.key === "ArrowDown" || (typing && event.key === "Enter" && !event.shiftKey)) moved = step(from, 1, 0);
    else if (event.key === "ArrowUp" || (typing && event.key === "Enter" && event.shiftKey)) moved = step(from, -1, 0);
    else if (event.key === "ArrowRight" && (!typing || whole || from.selectionStart === from.value.length)) moved = step(from, 0, 1);
    else if (event.key === "ArrowLeft" && (!typing || whole || from.selectionEnd === 0)) moved = step(from, 0, -1);
    else if (typing && event.key === "Escape" && isFresh(from)) {
      from.value = from.dataset.saved;
      clear(from.closest(".g-row"));
      shelve(from.closest(".g-row"));
      from.select();
      moved = true;
    } else if (typing && event.key === "Enter") { left(from.closest(".g-row")); moved = true; }
    if (moved || (typing && event.key === "Enter")) event.preventDefault();
  });

  const strip = document.querySelector(".g-tabs"), current = strip && strip.querySelector("[aria-current]");
  if (current) { strip.scrollTop = current.offsetTop - strip.offsetTop; strip.scrollLeft = current.offsetLeft - strip.offsetLeft; }
  if (!editable) { leftBehind(); arrive(); return; }

  /* A blank row stands at the end. */
  function grow() {
    const row = blank.content.firstElementChild.cloneNode(true);
    made += 1;
    row.dataset.key = "new-" + made;
    body.append(row);
    return row;
  }
  function lastIsBlank() { const all = rows(); const row = all[all.length - 1]; return row && isNew(row) && !unsaved(row); }

  table.addEventListener("input", function (event) {
    if (!event.target.matches("[data-part]")) return;
    const row = event.target.closest(".g-row");
    touched(row);
    if (!lastIsBlank()) grow();
    if (!isNew(row)) soon();
  });
  table.addEventListener("change", function (event) { if (event.target.matches("[data-part]") && !isNew(event.target.closest(".g-row"))) soon(0); });
  table.addEventListener("focusout", function () {
    setTimeout(function () { if (here && !here.contains(document.activeElement)) left(here); }, 0);
  });
  function touched(row) { clear(row); shelve(row); }
  function left(row) {
    if (!editable || !unsaved(row) || "held" in row.dataset) return;
    row.dataset.ready = "";
    soon(0);
  }
  function soon(pause) { clearTimeout(timer); timer = setTimeout(send, pause === undefined ? PAUSE : pause); }
  function waiting() {
    return rows().filter(function (row) { return unsaved(row) && !("held" in row.dataset) && (!isNew(row) || "ready" in row.dataset); }).slice(0, MOST);
  }
  function send() {
    clearTimeout(timer);
    if (sending || stopped) return;
    const batch = waiting();
    if (!batch.length) return;
    const sent = batch.map(function (row) {
      return { key: keyOf(row), row: isNew(row) ? null : Number(row.dataset.row), version: Number(row.dataset.version), kind: table.dataset.kind, cells: cellsOf(row) };
    });
    sending = true;
    say(words.saving, "busy");
    fetch(table.dataset.save, {
      method: "POST", credentials: "same-origin",
      headers: { "Content-Type": "application/json", "X-CSRFToken": tools.token(), "X-Requested-With": "XMLHttpRequest" },
      body: JSON.stringify({ rows: sent })
    }).then(function (answer) {
      const json = (answer.headers.get("Content-Type") || "").includes("application/json");
      if (answer.redirected || (!json && (answer.status === 401 || answer.status === 403 || answer.ok))) { signedOut(); return; }
      if (!json) throw new Error(String(answer.status));
      return answer.json().then(function (told) {
        if (!answer.ok) { say(told.error.message, "bad"); banner(told.error.message); stopped = answer.status !== 422; batch.forEach(function (row) { row.dataset.held = ""; }); return; }
        taken(batch, sent, told);
      });
    }).catch(function () {
      say(words.offline, "bad");
      soon(RETRY);
      sending = false;
      return "later";
    }).then(function (later) {
      if (later === "later") return;
      sending = false;
      if (waiting().length) send();
    });
  }
  function signedOut() {
    stopped = true;
    say(words.signedOut, "bad");
    const link = document.createElement("a");
    link.href = table.dataset.login;
    link.className = "btn btn-primary";
    link.textContent = words.signIn;
    banner(words.signedOut, [link]);
  }
  function taken(batch, sent, told) {
    let refused = 0;
    told.rows.forEach(function (each, at) {
      const row = batch[at], was = sent[at];
      clear(row);
      if (each.outcome === "conflict") { conflict(row, each); refused += 1; return; }
      if (each.outcome === "refused") {
        Object.keys(each.faults).forEach(function (name) { complain(row, name, each.faults[name]); });
        refused += 1;
        return;
      }
      unshelve(was.key);
      settle(row, each, was.cells);
      shelve(row);
    });
    total(told.bar);
    say(refused ? words.refused : words.saved + " " + tools.clock(), refused ? "bad" : "");
    if (!lastIsBlank()) grow();
  }
  /* What was typed while this was on its way stays. */
  function settle(row, told, was) {
    fields(row).forEach(function (each) {
      const part = each.dataset.part;
      const untouched = each.value === was[part];
      each.dataset.saved = told.cells[part];
      if (untouched) each.value = told.cells[part];
    });
    paint(row, told);
  }
  function conflict(row, told) {
    complain(row, "label", told.message, [
      tools.button(words.mine, function () {
        row.dataset.version = told.version;
        fields(row).forEach(function (each) { each.dataset.saved = told.cells[each.dataset.part]; });
        clear(row);
        shelve(row);
        send();
      }),
      tools.button(words.theirs, function () {
        fields(row).forEach(function (each) { each.value = each.dataset.saved = told.cells[each.dataset.part]; });
        clear(row);
        paint(row, told);
        shelve(row);
      })
    ]);
  }

  body.addEventListener("click", function (event) {
    if (!event.target.matches("[data-remove]")) return;
    const row = event.target.closest(".g-row");
    const name = field(row, "label").value || field(row, "category").value;
    window.ditan.ask(tools.put(words.sure, { n: row.querySelector(".g-place").textContent, name: name })).then(function (sure) {
      if (!sure) return;
      const form = new URLSearchParams();
      form.set("version", row.dataset.version);
      fetch(words.remove.replace("/0/", "/" + row.dataset.row + "/"), {
        method: "POST", credentials: "same-origin", headers: { "X-CSRFToken": tools.token(), "X-Requested-With": "XMLHttpRequest" }, body: form
      }).then(function (answer) {
        if (answer.redirected) { signedOut(); return; }
        return answer.json().then(function (told) {
          if (!answer.ok) { complain(row, "label", told.error.message); return; }
          unshelve(keyOf(row));
          if (here === row) here = null;
          row.remove();
          total(told.bar);
          window.ditan.note(words.removed);
        });
      }).catch(function () { window.ditan.note(words.offline, "error"); });
    });
  });

  /* A block from a spreadsheet: down the rows and across the cells, with new rows where it reaches beyond the last. */
  table.addEventListener("paste", function (event) {
    const into = event.target;
    if (!into.matches || !into.matches("[data-part]")) return;
    const text = event.clipboardData.getData("text/plain");
    if (!/[\t\r\n]/.test(text)) return;
    event.preventDefault();
    const lines = tools.block(text).filter(function (line) { return line.some(function (cell) { return cell.trim(); }); });
    const first = rows().indexOf(into.closest(".g-row"));
    const from = fields(into.closest(".g-row")).indexOf(into);
    let wide = false;
    lines.slice(0, MOST).forEach(function (line, down) {
      const row = rows()[first + down] || grow();
      const cells = fields(row);
      line.forEach(function (cell, across) {
        const each = cells[from + across];
        if (!each) { wide = wide || cell.trim() !== ""; return; }
        each.value = cell.replace(/\s*[\r\n]+\s*/g, " ").trim();
      });
      row.dataset.ready = "";
      touched(row);
    });
    if (lines.length > MOST) window.ditan.note(tools.put(words.beyond, { n: lines.length - MOST }), "warning");
    else if (wide) window.ditan.note(words.wide, "warning");
    else window.ditan.note(tools.put(words.pasted, { n: lines.length }));
    if (!lastIsBlank()) grow();
    soon(0);
  });
  document.addEventListener("visibilitychange", function () { if (document.visibilityState === "hidden") send(); });
  addEventListener("online", send);

  /* Back again: what did not reach the server is put back, against the version that it was typed upon. */
  grow();
  let back = 0;
  const recalled = kept(), elsewhere = {};
  Object.keys(recalled).forEach(function (key) {
    const isOld = key.startsWith("row-");
    const row = isOld ? byKey(key) : lastIsBlank() ? rows()[rows().length - 1] : grow();
    if (!row) { elsewhere[key] = recalled[key]; return; }
    fields(row).forEach(function (each) { const was = recalled[key].cells[each.dataset.part]; if (was !== undefined) each.value = was; });
    if (!unsaved(row)) return;
    if (isOld) row.dataset.version = recalled[key].version;
    else row.dataset.ready = "";
    back += 1;
  });
  keep(elsewhere);
  rows().forEach(function (row) { if (unsaved(row)) shelve(row); });
  if (back) { window.ditan.note(tools.put(words.restored, { n: back })); if (!lastIsBlank()) grow(); soon(0); }
  arrive();

  function arrive() {
    const asked = table.dataset.asked && document.getElementById("row-" + table.dataset.asked);
    if (!asked) return;
    asked.scrollIntoView({ block: "center" });
    const first = asked.querySelector("[data-part], a[data-trace]");
    if (first) first.focus();
  }
  function leftBehind() {
    const held = Object.keys(kept()).length;
    if (!held) return;
    const list = document.createElement("ul");
    const all = kept();
    Object.keys(all).forEach(function (key) {
      const item = document.createElement("li");
      item.textContent = Object.values(all[key].cells).filter(Boolean).join("；");
      list.append(item);
    });
    banner(tools.put(words.kept, { n: held }), [list, tools.button(words.drop, function () { keep({}); document.getElementById("lost").hidden = true; })]);
  }
})();

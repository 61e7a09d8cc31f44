/* The grid that a clerk fills in: saves each cell as it is typed, keeps in this browser what has not reached the server,
   pastes from a spreadsheet, and never writes over what somebody else wrote meanwhile. */
(function () {
  "use strict";
  const filing = document.getElementById("filing");
  if (!filing) return;
  const words = document.getElementById("grid-words").dataset;
  const block = window.ditan.cells.block, put = window.ditan.cells.put, token = window.ditan.cells.token;
  const clock = window.ditan.cells.clock, button = window.ditan.cells.button;
  const rows = Array.from(filing.querySelectorAll(".grid__row"));
  const byAsked = new Map(rows.map(function (row) { return [row.dataset.asked, row]; }));
  const editable = "editable" in filing.dataset;
  const shelf = "draft." + filing.dataset.user + "." + filing.dataset.sheet;
  const PARTS = ["reported", "note"];
  const PAUSE = 700;
  const RETRY = 8000;
  let sending = false;
  let timer = 0;
  let stopped = false;

  function input(row, part) { return row.querySelector('[data-part="' + part + '"]'); }
  function fresh(field) { return field.value !== field.dataset.saved; }

  /* What has not reached the server lies in this browser, by account and sheet. */
  function kept() { try { return JSON.parse(window.ditan.remembered(shelf) || "{}"); } catch (error) { return {}; } }
  function keep(drafts) {
    const text = Object.keys(drafts).length ? JSON.stringify(drafts) : "";
    window.ditan.remember(shelf, text);
    if (text && window.ditan.remembered(shelf) !== text) say(words.full, "bad");
  }
  function shelve(row) {
    const drafts = kept();
    const draft = {};
    PARTS.forEach(function (part) { const field = input(row, part); if (field && fresh(field)) draft[part] = field.value; });
    if (Object.keys(draft).length) { draft.version = Number(row.dataset.version); drafts[row.dataset.asked] = draft; }
    else delete drafts[row.dataset.asked];
    keep(drafts);
    row.classList.toggle("is-unsaved", Object.keys(draft).length > 0);
  }

  const saved = document.getElementById("saved");
  function say(text, tone) { if (saved) { saved.textContent = text; saved.dataset.tone = tone || ""; } }

  function banner(text, more) {
    const box = document.getElementById("lost");
    box.replaceChildren();
    const line = document.createElement("p");
    line.textContent = text;
    box.append(line);
    (more || []).forEach(function (node) { box.append(node); });
    box.hidden = false;
  }
  function link(text, address) { const made = document.createElement("a"); made.href = address; made.textContent = text; made.className = "btn btn-primary"; return made; }

  /* A sheet that is closed to changes still shows what this browser holds of it. */
  if (!editable) {
    const drafts = kept();
    const asked = Object.keys(drafts).filter(function (key) { return byAsked.has(key); });
    if (asked.length) {
      const list = document.createElement("ul");
      asked.forEach(function (key) {
        const item = document.createElement("li");
        const name = byAsked.get(key).querySelector(".grid__metric .val").textContent;
        item.textContent = name + "：" + PARTS.filter(function (part) { return part in drafts[key]; }).map(function (part) { return drafts[key][part] || words.empty; }).join("；");
        list.append(item);
      });
      banner(put(words.kept, { n: asked.length }), [list, button(words.drop, function () { keep({}); document.getElementById("lost").hidden = true; })]);
    }
    return;
  }

  /* Messages of a row that come from here: what was refused, or what somebody else wrote. */
  function local(row, text, buttons) {
    row.querySelectorAll(".said--local").forEach(function (line) { line.remove(); });
    if (!text) return;
    const line = document.createElement("p");
    line.className = "said said--local";
    line.setAttribute("role", "alert");
    line.textContent = text + " ";
    (buttons || []).forEach(function (each) { line.append(each); });
    row.querySelector("[data-said]").prepend(line);
  }
  function remark(row, remarks) {
    const place = row.querySelector("[data-said]");
    place.querySelectorAll(".said:not(.said--local)").forEach(function (line) { line.remove(); });
    remarks.forEach(function (each) {
      const line = document.createElement("p");
      line.className = "said said--" + each.level + (each.explained ? " said--done" : "");
      const label = document.createElement("b");
      label.textContent = each.label;
      line.append(label, " " + each.text);
      if (each.level === "verify" && !each.explained) {
        const seen = button(words.verify);
        seen.dataset.verify = "";
        line.append(" ", seen);
      }
      place.append(line);
    });
    const worst = remarks.find(function (each) { return !each.explained; });
    if (worst) row.dataset.worst = worst.level; else delete row.dataset.worst;
  }

  /* Sending: everything that differs from what the server has, unless it was refused and not touched since. */
  function waiting() {
    return rows.filter(function (row) {
      return !("held" in row.dataset) && ("verify" in row.dataset || PARTS.some(function (part) { const field = input(row, part); return field && fresh(field); }));
    });
  }
  /* 已核实: whoever fills in says that a doubted value is right. */
  function verify(row) { row.dataset.verify = ""; send(); }
  filing.addEventListener("click", function (event) {
    if (event.target.matches("[data-said] [data-verify]")) verify(event.target.closest(".grid__row"));
  });
  function soon(pause) { clearTimeout(timer); timer = setTimeout(send, pause === undefined ? PAUSE : pause); }
  function send() {
    clearTimeout(timer);
    if (sending || stopped) return Promise.resolve(false);
    const batch = waiting();
    if (!batch.length) return Promise.resolve(true);
    const sent = batch.map(function (row) {
      const cell = { asked: Number(row.dataset.asked), version: Number(row.dataset.version) };
      PARTS.forEach(function (part) { const field = input(row, part); if (fresh(field)) cell[part] = field.value; });
      if ("verify" in row.dataset) cell.verified = true;
      return cell;
    });
    sending = true;
    say(words.saving, "busy");
    return fetch(filing.dataset.save, {
      method: "POST",
      credentials: "same-origin",
      headers: { "Content-Type": "application/json", "X-CSRFToken": token(), "X-Requested-With": "XMLHttpRequest" },
      body: JSON.stringify({ cells: sent })
    }).then(function (answer) {
      const json = (answer.headers.get("Content-Type") || "").includes("application/json");
      if (answer.redirected || (!json && (answer.status === 401 || answer.status === 403 || answer.ok))) { signedOut(); return false; }
      if (!json) throw new Error(String(answer.status));
      return answer.json().then(function (body) {
        if (!answer.ok) { say(body.error.message, "bad"); banner(body.error.message); stopped = answer.status !== 422; return false; }
        taken(sent, body);
        return true;
      });
    }).catch(function () {
      say(words.offline, "bad");
      soon(RETRY);
      return false;
    }).then(function (well) {
      sending = false;
      if (well && waiting().length) return send();
      return well;
    });
  }
  function signedOut() {
    stopped = true;
    say(words.signedOut, "bad");
    banner(words.signedOut, [link(words.signIn, filing.dataset.login)]);
  }
  function taken(sent, body) {
    let refused = 0;
    body.cells.forEach(function (cell, at) {
      const row = byAsked.get(String(cell.asked));
      if (!row) return;
      const was = sent[at];
      if (was.verified) delete row.dataset.verify;
      if (cell.outcome === "conflict") { conflict(row, was, cell); refused += 1; return; }
      if (cell.outcome === "refused") {
        row.dataset.held = "";
        PARTS.forEach(function (part) { if (part in was) input(row, part).setAttribute("aria-invalid", "true"); });
        local(row, cell.message);
        refused += 1;
        return;
      }
      row.dataset.version = cell.version;
      local(row, "");
      PARTS.forEach(function (part) {
        const field = input(row, part);
        field.removeAttribute("aria-invalid");
        /* What was typed while this was on its way stays, wherever the cursor is by now. */
        const untouched = part in was ? field.value === was[part] : !fresh(field);
        field.dataset.saved = cell[part];
        if (untouched) field.value = cell[part];
      });
      shelve(row);
    });
    Object.keys(body.remarks).forEach(function (asked) { if (byAsked.has(asked)) remark(byAsked.get(asked), body.remarks[asked]); });
    filing.querySelector("[data-filled]").textContent = body.filled;
    filing.querySelector("[data-total]").textContent = body.total;
    sign("[data-must]", body.must_fix, "sign--bad");
    sign("[data-open]", body.unexplained, "sign--caution");
    problems(body);
    say(refused ? words.refused : words.saved + " " + clock(), refused ? "bad" : "");
  }
  /* What forbade handing in, as far as it is still so. */
  function problems(body) {
    const box = document.getElementById("problems");
    if (!box) return;
    const open = body.problems.length > 0;
    box.classList.toggle("wrong-box", open);
    box.classList.toggle("hint-box", !open);
    box.querySelector("[data-verdict]").textContent = open ? body.verdict : words.ready;
    box.querySelector("[data-problems]").replaceChildren.apply(box.querySelector("[data-problems]"), body.problems.map(function (each) {
      const item = document.createElement("li");
      const to = document.createElement("a");
      to.href = "#row-" + each.asked;
      to.textContent = each.name;
      item.append(to, "：" + each.text);
      return item;
    }));
  }
  document.addEventListener("click", function (event) {
    const to = event.target.closest && event.target.closest('#problems a[href^="#row-"]');
    const row = to && document.getElementById(to.hash.slice(1));
    if (!row) return;
    event.preventDefault();
    row.scrollIntoView({ block: "center" });
    input(row, "reported").focus();
  });
  function sign(place, number, tone) {
    const made = filing.querySelector(place);
    made.querySelector("b").textContent = number;
    made.classList.toggle(tone, number > 0);
    made.classList.toggle("sign--good", number === 0);
  }
  /* Two people at one cell: both are shown, and a person chooses. */
  function conflict(row, was, cell) {
    row.dataset.held = "";
    local(row, cell.message, [
      button(words.mine, function () {
        row.dataset.version = cell.version;
        PARTS.forEach(function (part) { input(row, part).dataset.saved = cell[part]; });
        delete row.dataset.held;
        local(row, "");
        shelve(row);
        send();
      }),
      button(words.theirs, function () {
        row.dataset.version = cell.version;
        PARTS.forEach(function (part) { const field = input(row, part); field.dataset.saved = cell[part]; field.value = cell[part]; });
        delete row.dataset.held;
        local(row, "");
        shelve(row);
        say(words.saved + " " + clock());
      })
    ]);
  }

  /* Typing. */
  function touched(field) {
    const row = field.closest(".grid__row");
    delete row.dataset.held;
    field.removeAttribute("aria-invalid");
    shelve(row);
  }
  filing.addEventListener("input", function (event) {
    if (!event.target.matches("[data-part]")) return;
    touched(event.target);
    soon();
  });
  filing.addEventListener("change", function (event) { if (event.target.matches("[data-part]")) soon(0); });
  filing.addEventListener("focusin", function (event) { if (event.target.matches("[data-part]")) event.target.select(); });

  function move(field, by) {
    const at = rows.indexOf(field.closest(".grid__row"));
    const next = rows[at + by];
    if (!next) return;
    const other = input(next, field.dataset.part);
    other.focus();
    next.scrollIntoView({ block: "nearest" });
  }
  filing.addEventListener("keydown", function (event) {
    const field = event.target;
    if (!field.matches("[data-part]") || event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "ArrowDown" || (event.key === "Enter" && !event.shiftKey)) { event.preventDefault(); move(field, 1); }
    else if (event.key === "ArrowUp" || (event.key === "Enter" && event.shiftKey)) { event.preventDefault(); move(field, -1); }
    else if (event.key === "Escape" && fresh(field)) { event.preventDefault(); field.value = field.dataset.saved; touched(field); local(field.closest(".grid__row"), ""); field.select(); }
  });

  /* Pasting a block of cells: down the rows, across value and note. */
  filing.addEventListener("paste", function (event) {
    const field = event.target;
    if (!field.matches || !field.matches("[data-part]")) return;
    const text = event.clipboardData.getData("text/plain");
    if (!/[\t\r\n]/.test(text)) return;
    event.preventDefault();
    const lines = block(text);
    const first = rows.indexOf(field.closest(".grid__row"));
    const columns = PARTS.slice(PARTS.indexOf(field.dataset.part));
    const width = Math.max.apply(null, lines.map(function (line) { return line.length; }));
    let written = 0;
    lines.slice(0, rows.length - first).forEach(function (line, down) {
      const row = rows[first + down];
      line.slice(0, columns.length).forEach(function (cell, across) {
        const target = input(row, columns[across]);
        target.value = cell.replace(/\s*[\r\n]+\s*/g, " ").trim();
        touched(target);
        written += 1;
      });
    });
    const room = rows.length - first;
    if (lines.length > room) window.ditan.note(put(words.beyond, { n: lines.length, room: room }), "warning");
    else if (width > columns.length) window.ditan.note(put(words.wide, { n: width }), "warning");
    else window.ditan.note(put(words.pasted, { n: written }));
    soon(0);
  });

  /* Handing in waits for what is still on its way. */
  document.addEventListener("submit", function (event) {
    const form = event.target;
    if (!form.matches("[data-flush]") || form.dataset.flushed || stopped) return;
    if (!waiting().length && !sending) return;
    event.preventDefault();
    const go = function (tries) {
      if (sending) { setTimeout(function () { go(tries); }, 150); return; }
      send().then(function (well) {
        if (!well || waiting().length) return;
        form.dataset.flushed = "1";
        form.requestSubmit();
      });
    };
    go(0);
  });
  document.addEventListener("visibilitychange", function () { if (document.visibilityState === "hidden") send(); });
  addEventListener("online", function () { send(); });

  /* Back again: what did not reach the server the last time is put back and sent, against the version it was typed upon. */
  const drafts = kept();
  let back = 0;
  Object.keys(drafts).forEach(function (asked) {
    const row = byAsked.get(asked);
    if (!row) { delete drafts[asked]; return; }
    let differs = false;
    PARTS.forEach(function (part) {
      const field = input(row, part);
      if (part in drafts[asked] && drafts[asked][part] !== field.value) { field.value = drafts[asked][part]; differs = true; }
    });
    if (differs) { row.dataset.version = drafts[asked].version; row.classList.add("is-unsaved"); back += 1; }
    else delete drafts[asked];
  });
  keep(drafts);
  if (back) { window.ditan.note(put(words.restored, { n: back })); soon(0); }
})();

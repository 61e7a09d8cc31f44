/* The standard query table: folded search, columns, density, full screen, selection. State is kept in this browser. */
(function () {
  "use strict";
  const style = document.createElement("style");
  document.head.append(style);

  function area() { return document.getElementById("listing"); }
  function name() { return area() ? area().dataset.list : ""; }
  function remembered() {
    try { return JSON.parse(window.ditan.remembered("columns." + name()) || "null"); } catch (error) { return null; }
  }
  function hiddenNow() {
    const boxes = Array.from(document.querySelectorAll("[data-column]"));
    const kept = remembered();
    return boxes.map(function (box) { return box.dataset.column; }).filter(function (key) {
      const box = document.querySelector('[data-column="' + key + '"]');
      return kept && key in kept ? !kept[key] : box.hasAttribute("data-off");
    });
  }
  function apply() {
    if (!area()) { choose(); return; }
    const hidden = hiddenNow();
    style.textContent = hidden.map(function (key) { return ".ledger .c-" + key + "{display:none}"; }).join("");
    document.querySelectorAll("[data-column]").forEach(function (box) { box.checked = !hidden.includes(box.dataset.column); });
    const compact = window.ditan.remembered("density") === "compact";
    document.querySelectorAll("#listing .ledger").forEach(function (grid) { grid.classList.toggle("ledger--compact", compact); });
    document.querySelectorAll("[data-density]").forEach(function (button) { button.setAttribute("aria-pressed", String(compact)); });
    const form = document.getElementById("search");
    if (form && form.dataset.list !== "set") {
      form.dataset.list = "set";
      const filled = Array.from(form.querySelectorAll(".is-more select, .is-more input")).some(function (field) { return field.value !== ""; });
      fold(form, !(filled || window.ditan.remembered("search") === "open"));
    }
    choose();
  }
  function fold(form, folded) {
    form.dataset.folded = String(folded);
    const button = form.querySelector("[data-fold]");
    if (!button) return;
    button.textContent = folded ? button.dataset.closed : button.dataset.open;
    button.setAttribute("aria-expanded", String(!folded));
  }

  /* Selection: a count, and the chosen rows as text for a spreadsheet. */
  function chosen() { return Array.from(document.querySelectorAll("#listing [data-pick]:checked")); }
  function boxesBelow(all) { return Array.from(all.closest("table").querySelectorAll("[data-pick]")); }
  function choose() {
    const bar = document.querySelector("[data-chosen]");
    const all = document.querySelector("[data-pick-all]");
    if (all) {
      const boxes = boxesBelow(all);
      const ticked = boxes.filter(function (box) { return box.checked; }).length;
      all.checked = boxes.length > 0 && ticked === boxes.length;
      all.indeterminate = ticked > 0 && ticked < boxes.length;
    }
    if (!bar) return;
    const picked = chosen();
    bar.hidden = picked.length === 0;
    bar.querySelector("[data-chosen-count]").textContent = picked.length;
    picked.forEach(function (box) { box.closest("tr").classList.add("is-current"); });
    document.querySelectorAll("#listing tr.is-current").forEach(function (row) {
      const box = row.querySelector("[data-pick]");
      if (box && !box.checked) row.classList.remove("is-current");
    });
  }
  function cellText(cell) { return (cell.dataset.copy || cell.innerText).replace(/\s+/g, " ").trim(); }
  function copyChosen(button) {
    const shown = function (cell) { return cell.offsetParent !== null && !cell.matches(".pick, .fix-last"); };
    const head = Array.from(document.querySelectorAll("#listing thead th")).filter(shown).map(cellText);
    const lines = chosen().map(function (box) {
      return Array.from(box.closest("tr").children).filter(shown).map(cellText).join("\t");
    });
    const text = [head.join("\t")].concat(lines).join("\n");
    const area = document.createElement("textarea");
    area.value = text;
    area.style.cssText = "position:fixed;opacity:0";
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
    window.ditan.note(button.dataset.done);
  }

  document.addEventListener("click", function (event) {
    const target = event.target;
    if (target.closest("[data-fold]")) {
      const form = target.closest("form");
      const folded = form.dataset.folded !== "true";
      fold(form, folded);
      window.ditan.remember("search", folded ? "" : "open");
    }
    if (target.closest("[data-density]")) {
      window.ditan.remember("density", window.ditan.remembered("density") === "compact" ? "" : "compact");
      apply();
    }
    if (target.closest("[data-columns-reset]")) { window.ditan.remember("columns." + name(), ""); apply(); }
    if (target.closest("[data-fullscreen]")) {
      if (document.fullscreenElement) document.exitFullscreen(); else area().requestFullscreen();
    }
    if (target.closest("[data-copy-chosen]")) copyChosen(target.closest("[data-copy-chosen]"));
    if (target.closest("[data-clear-chosen]")) { chosen().forEach(function (box) { box.checked = false; }); choose(); }
  });
  document.addEventListener("change", function (event) {
    const target = event.target;
    if (target.matches("[data-column]")) {
      const kept = remembered() || {};
      kept[target.dataset.column] = target.checked;
      window.ditan.remember("columns." + name(), JSON.stringify(kept));
      apply();
    }
    if (target.matches("[data-pick-all]")) {
      boxesBelow(target).forEach(function (box) { box.checked = target.checked; });
    }
    if (target.matches("[data-pick], [data-pick-all]")) choose();
  });
  document.addEventListener("htmx:afterSettle", apply);
  document.addEventListener("scroll", function (event) {
    if (event.target.matches && event.target.matches(".sheet")) event.target.classList.toggle("is-scrolled", event.target.scrollLeft > 0);
  }, true);
  apply();
})();

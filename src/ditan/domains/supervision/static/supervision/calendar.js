/* The calendar of supervision by keyboard: arrows move by days and weeks, Home and End within a week, PageUp and PageDown
   by months. Days are links: Enter opens one without help. */
(function () {
  "use strict";
  const grid = document.getElementById("month");
  if (!grid) return;
  const days = Array.prototype.slice.call(grid.querySelectorAll("[data-day]"));
  const STEPS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

  function moveTo(place) {
    days.forEach(function (each, at) { each.tabIndex = at === place ? 0 : -1; });
    days[place].focus();
  }

  function shifted(code, by) {
    const parts = code.split("-").map(Number);
    const day = new Date(Date.UTC(parts[0], parts[1] - 1, parts[2] + by));
    return day.toISOString().slice(0, 10);
  }

  grid.addEventListener("keydown", function (event) {
    const at = days.indexOf(document.activeElement);
    if (at < 0 || event.ctrlKey || event.altKey || event.metaKey) return;
    const side = event.key === "PageUp" || event.key === "PageDown";
    if (side) {
      event.preventDefault();
      const link = document.querySelector('[data-go="' + event.key + '"]');
      if (link) window.location.assign(link.getAttribute("href"));
      return;
    }
    if (event.key === "Home" || event.key === "End") {
      event.preventDefault();
      moveTo(event.key === "Home" ? at - at % 7 : at - at % 7 + 6);
      return;
    }
    const step = STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    const next = at + step;
    if (next >= 0 && next < days.length) moveTo(next);
    else window.location.assign("?day=" + shifted(days[at].dataset.day, step));
  });

  const chosen = grid.querySelector('[aria-current="date"]');
  if (chosen && window.location.search && !window.location.hash) chosen.focus();
})();

/* What every grid needs: cells of a spreadsheet out of the clipboard, words with places, the token of a request. */
(function () {
  "use strict";

  /* A cell of a spreadsheet may hold a line break in quotes. */
  function block(text) {
    const lines = [];
    let line = [], cell = "", quoted = false;
    for (let at = 0; at < text.length; at += 1) {
      const letter = text[at];
      if (quoted) {
        if (letter === '"' && text[at + 1] === '"') { cell += '"'; at += 1; }
        else if (letter === '"') quoted = false;
        else cell += letter;
      } else if (letter === '"' && cell === "") quoted = true;
      else if (letter === "\t") { line.push(cell); cell = ""; }
      else if (letter === "\n" || letter === "\r") {
        if (letter === "\r" && text[at + 1] === "\n") at += 1;
        line.push(cell); lines.push(line); line = []; cell = "";
      } else cell += letter;
    }
    if (cell !== "" || line.length) { line.push(cell); lines.push(line); }
    return lines;
  }
  function put(text, values) { return text.replace(/\{(\w+)\}/g, function (all, name) { return values[name]; }); }
  function token() {
    const found = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
    return found ? found[1] : JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"];
  }
  function clock() { const now = new Date(); return String(now.getHours()).padStart(2, "0") + ":" + String(now.getMinutes()).padStart(2, "0"); }
  function button(text, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "link-btn";
    made.textContent = text;
    if (act) made.addEventListener("click", act);
    return made;
  }

  window.ditan.cells = { block: block, put: put, token: token, clock: clock, button: button };
})();

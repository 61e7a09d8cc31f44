/* Keeps what was typed into plain forms while it is not saved: for when the session ends before 保存 is pressed.
   Everything stays in this tab (sessionStorage), under the account and the address. A page without an account (log-in, an
   error) marks what is kept as left behind; the form takes it back when its account opens it again. Any other page that
   opens forgets it, since then the form was saved, refused with its text on it, or given up. Passwords, one-time codes,
   telephones and files are never kept. */
(function () {
  "use strict";
  const PREFIX = "ditan.unsent.";
  const MOST = 200000;
  const SKIPPED = ["password", "file", "hidden", "tel", "submit", "button", "reset", "image"];
  const user = document.body.dataset.user || "";
  const words = document.getElementById("frame-words");

  function entries() {
    try {
      return Object.keys(sessionStorage).filter(function (key) { return key.startsWith(PREFIX); })
        .map(function (key) { return [key, JSON.parse(sessionStorage.getItem(key))]; });
    } catch (error) { return []; }
  }
  function keep(key, value) {
    try {
      const text = JSON.stringify(value);
      if (text.length <= MOST) sessionStorage.setItem(key, text);
    } catch (error) { /* full, or forbidden */ }
  }
  function forget(key) { try { sessionStorage.removeItem(key); } catch (error) { /* forbidden */ } }

  if (!user) {
    entries().forEach(function (entry) { keep(entry[0], Object.assign(entry[1], { left: true })); });
    return;
  }

  function isPlain(form) {
    return (form.getAttribute("method") || "").toLowerCase() === "post" && !form.closest("header, nav") && !form.matches("[hx-post]")
      && !form.querySelector("[type=password], [autocomplete=one-time-code]");
  }
  function goal(form) { return new URL(form.getAttribute("action") || "", location.href).pathname; }  // a field may be called action
  function keyOf(form) {
    const alike = Array.from(document.forms).filter(function (each) { return goal(each) === goal(form); });
    return PREFIX + JSON.stringify([user, location.pathname, goal(form), alike.indexOf(form)]);
  }
  function fieldsOf(form) {
    return Array.from(form.elements).filter(function (field) {
      return field.name && !field.readOnly && !field.disabled && !SKIPPED.includes(field.type) && field.autocomplete !== "tel";
    });
  }
  function isTicked(field) { return field.type === "checkbox" || field.type === "radio"; }
  function first(field) {
    if (isTicked(field)) return field.defaultChecked;
    if (field.options) return Array.from(field.options).filter(function (each) { return each.defaultSelected; }).map(function (each) { return each.value; }).join("\n");
    return field.defaultValue;
  }
  function now(field) {
    if (isTicked(field)) return field.checked;
    if (field.options) return Array.from(field.selectedOptions).map(function (each) { return each.value; }).join("\n");
    return field.value;
  }
  function put(field, value) {
    if (isTicked(field)) field.checked = value;
    else if (field.multiple && field.options) Array.from(field.options).forEach(function (each) { each.selected = value.split("\n").includes(each.value); });
    else field.value = value;
  }
  function snapshot(form) {
    return fieldsOf(form).map(function (field, at) { return [field.name, at, first(field), now(field)]; })
      .filter(function (each) { return each[2] !== each[3]; });
  }

  /* What was typed on top of a value that somebody changed meanwhile is not put back. */
  function restore(form, kept) {
    const fields = fieldsOf(form);
    const back = kept.filter(function (each) {
      const field = fields[each[1]];
      return field && field.name === each[0] && first(field) === each[2] && now(field) === each[2];
    });
    back.forEach(function (each) {
      put(fields[each[1]], each[3]);
      fields[each[1]].dispatchEvent(new Event("input", { bubbles: true }));
    });
    if (!back.length) return;
    const dialog = form.closest("dialog");
    if (dialog && !dialog.open) dialog.showModal();
    window.ditan.note(words.dataset.restored);
  }

  const forms = new Map();
  Array.from(document.forms).filter(isPlain).forEach(function (form) { forms.set(keyOf(form), form); });
  entries().forEach(function (entry) {
    const form = forms.get(entry[0]);
    const own = JSON.parse(entry[0].slice(PREFIX.length))[0] === user;
    if (!own || !entry[1].left || form) forget(entry[0]);
    if (own && entry[1].left && form) restore(form, entry[1].fields);
  });

  function note(event) {
    const form = event.target.form;
    if (!form || !isPlain(form)) return;
    const fields = snapshot(form);
    if (fields.length) keep(keyOf(form), { left: false, fields: fields });
    else forget(keyOf(form));
  }
  document.addEventListener("input", note);
  document.addEventListener("change", note);
  document.addEventListener("submit", function (event) {
    if (event.target.matches("[data-sign-out]")) entries().forEach(function (entry) { forget(entry[0]); });
  });
})();

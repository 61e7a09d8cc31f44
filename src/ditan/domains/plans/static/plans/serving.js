/* What serves what, from left to right. A click or the keys walk along its lines; the table below follows. */
(function () {
  "use strict";
  const holder = document.getElementById("serving-plot");
  const data = document.getElementById("serving-data");
  if (!holder || !data || !window.echarts) return;
  const plot = JSON.parse(data.textContent);
  if (!plot.edges.length) { holder.classList.add("is-empty"); return; }
  const css = getComputedStyle(document.documentElement);
  const colour = function (name) { return css.getPropertyValue(name).trim(); };
  const KINDS = { measure: colour("--measure"), project: colour("--project"), task: colour("--task"), other: colour("--ink-soft"), metric: colour("--indicator"), target: colour("--target") };
  const SIGNS = { "1": "#15803d", "-1": "#1d4fa8", "0": "#8a93a0" };
  const nodes = plot.nodes, edges = plot.edges;
  const ahead = nodes.map(function () { return []; }), behind = nodes.map(function () { return []; });
  edges.forEach(function (edge) { ahead[edge[0]].push(edge[1]); behind[edge[1]].push(edge[0]); });
  const linked = nodes.map(function (node, at) { return ahead[at].length + behind[at].length > 0; });
  const rows = [0, 1, 2].map(function (layer) {
    return nodes.reduce(function (sum, node, at) { return node.layer === layer && linked[at] ? sum + Math.max(1, ahead[at].length, behind[at].length) : sum; }, 0);
  });
  const counts = [0, 1, 2].map(function (layer) { return nodes.filter(function (node, at) { return node.layer === layer && linked[at]; }).length; });
  const gap = 9;
  const height = Math.max(160, Math.max.apply(null, [0, 1, 2].map(function (layer) { return rows[layer] * 8 + counts[layer] * (gap + 3); })) + 24);
  holder.style.height = height + "px";
  const chart = window.echarts.init(holder, null, { renderer: "canvas" });
  const table = document.getElementById("serving-lines");
  const bar = document.getElementById("serving-at"), name = document.getElementById("serving-name"), said = document.getElementById("serving-said");
  let chosen = -1;

  const reach = function (steps, start) {
    const seen = {}, waiting = steps[start].slice();
    while (waiting.length) { const at = waiting.pop(); if (!seen[at]) { seen[at] = true; waiting.push.apply(waiting, steps[at]); } }
    return seen;
  };

  const draw = function (first) {
    const on = chosen < 0 ? null : [reach(ahead, chosen), reach(behind, chosen)];
    const lit = function (at) { return !on || at === chosen || on[0][at] || on[1][at]; };
    const onWay = function (edge) {
      if (!on) return true;
      return ((edge[0] === chosen || on[0][edge[0]]) && on[0][edge[1]]) || (on[1][edge[0]] && (edge[1] === chosen || on[1][edge[1]]));
    };
    const wide = holder.clientWidth;
    const left = Math.round(wide * 0.36), right = Math.round(wide * 0.24);
    chart.setOption({
      animation: false,
      textStyle: { fontFamily: css.getPropertyValue("--font") },
      tooltip: { trigger: "item", confine: true, renderMode: "richText", formatter: function (point) {
        if (point.dataType === "edge") return nodes[point.data.at[0]].title + " → " + nodes[point.data.at[1]].title;
        const node = nodes[point.data.at];
        return node.title + (node.about ? "\n" + node.about : "");
      } },
      series: [{
        type: "sankey", left: left, right: right, top: 8, bottom: 8, nodeWidth: 10, nodeGap: gap, layoutIterations: 0, draggable: false, nodeAlign: "left", emphasis: { disabled: true },
        data: nodes.map(function (node, at) {
          const shade = lit(at) ? 1 : 0.15;
          return { name: node.key, at: at, depth: node.layer, itemStyle: { color: KINDS[node.kind], opacity: shade, borderColor: at === chosen ? colour("--ink") : "transparent", borderWidth: at === chosen ? 2 : 0 },
            label: { position: node.layer === 0 ? "left" : "right", width: node.layer === 1 ? null : (node.layer === 0 ? left : right) - 16, overflow: node.layer === 1 ? "none" : "truncate", fontSize: 12, fontWeight: at === chosen ? "bold" : "normal", backgroundColor: node.layer === 1 ? "rgba(255,255,255,0.82)" : "transparent", color: node.lack ? colour("--bad") : colour("--ink"), opacity: lit(at) ? 1 : 0.3, formatter: function () { const most = node.layer === 1 ? Math.max(6, Math.floor(wide * 0.17 / 12)) : 200; return (node.lack ? "! " : "") + (node.title.length > most ? node.title.slice(0, most - 1) + "…" : node.title); } } };
        }).filter(function (each) { return linked[each.at]; }),
        links: edges.map(function (edge) {
          return { source: nodes[edge[0]].key, target: nodes[edge[1]].key, value: 1, at: edge, lineStyle: { color: SIGNS[String(edge[2])], opacity: onWay(edge) ? (edge[3] ? 0.55 : 0.24) + (on ? 0.2 : 0) : 0.04, curveness: 0.5 } };
        })
      }]
    }, !first);
    if (table) Array.prototype.forEach.call(table.tBodies[0].rows, function (row) {
      if (!on) { row.classList.remove("is-off"); return; }
      const keys = row.dataset.keys.split(" "), places = keys.map(function (key) { return nodes.findIndex(function (node) { return node.key === key; }); });
      row.classList.toggle("is-off", !edges.some(function (edge) { return onWay(edge) && edge[0] === places[0] && edge[1] === places[1]; }));
    });
    if (bar) { bar.hidden = chosen < 0; if (chosen >= 0) name.textContent = nodes[chosen].title; }
    if (said) said.textContent = chosen < 0 ? "" : nodes[chosen].title;
  };

  const choose = function (at) { chosen = at === chosen ? -1 : at; draw(false); };
  draw(true);
  chart.on("click", function (point) { if (point.dataType === "node") choose(point.data.at); });
  document.getElementById("serving-all").addEventListener("click", function (event) { if (chosen >= 0) { event.preventDefault(); chosen = -1; draw(false); } });
  document.addEventListener("click", function (event) {
    const link = event.target.closest("a[data-at]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const at = nodes.findIndex(function (node) { return node.key === link.dataset.at; });
    if (at < 0) return;
    event.preventDefault();
    chosen = at;
    draw(false);
    holder.scrollIntoView({ block: "nearest" });
    holder.focus({ preventScroll: true });
  });
  holder.addEventListener("keydown", function (event) {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key], along = { ArrowLeft: behind, ArrowRight: ahead }[event.key];
    if (event.key === "Escape" && chosen >= 0) { chosen = -1; draw(false); return; }
    if (event.key === "Enter" && chosen >= 0) { window.location.assign(holder.dataset.again + "at=" + encodeURIComponent(nodes[chosen].key)); return; }
    if (!step && !along) return;
    event.preventDefault();
    let next = chosen;
    if (chosen < 0) next = linked.indexOf(true);
    else if (step) { do { next += step; } while (nodes[next] && (!linked[next] || nodes[next].layer !== nodes[chosen].layer)); }
    else next = along[chosen].length ? along[chosen][0] : chosen;
    if (nodes[next]) { chosen = next; draw(false); }
  });
  window.addEventListener("resize", function () { chart.resize(); draw(false); });
})();

/* Projects in time: a light bar for the planned years, a dark one for what was done, a diamond a milestone. The table below
   says the same; the chart is only its picture. */
(function () {
  "use strict";
  const ROW = 28, HEAD = 34, LEFT = 230;

  function draw() {
    const holder = document.getElementById("gantt");
    const data = document.getElementById("gantt-data");
    if (!holder || !data || !window.echarts || holder.dataset.drawn) return;
    holder.dataset.drawn = "yes";
    const plot = JSON.parse(data.textContent);
    const words = holder.dataset;
    const css = getComputedStyle(document.documentElement);
    const colour = function (name) { return css.getPropertyValue(name).trim(); };
    const narrow = holder.clientWidth < 560;
    const left = narrow ? 96 : LEFT;
    holder.style.height = HEAD + ROW * plot.rows.length + 26 + "px";
    const chart = window.echarts.init(holder, null, { renderer: "canvas" });
    const lights = { red: colour("--bad"), yellow: colour("--caution"), green: colour("--jade"), grey: colour("--unknown") };
    const planned = [], actual = [], stones = [];
    const label = function (row) { return (row.number ? row.number + " " : "") + row.name; };
    plot.rows.forEach(function (row, place) {
      if (row.planned) planned.push({ value: [place, row.planned[0], row.planned[1]], row: row });
      if (row.actual) actual.push({ value: [place, row.actual[0], row.actual[1]], row: row });
      row.milestones.forEach(function (stone) { stones.push({ value: [stone.on, place], stone: stone, row: row }); });
    });
    const bar = function (height, fill) {
      return function (params, api) {
        const from = api.coord([api.value(1), api.value(0)]);
        const to = api.coord([api.value(2), api.value(0)]);
        const box = window.echarts.graphic.clipRectByRect(
          { x: from[0], y: from[1] - height / 2, width: Math.max(to[0] - from[0], 3), height: height },
          { x: params.coordSys.x, y: params.coordSys.y, width: params.coordSys.width, height: params.coordSys.height });
        return box && { type: "rect", shape: box, style: { fill: fill(params.dataIndex) } };
      };
    };
    const cut = function (text, most) { return text.length > most ? text.slice(0, most - 1) + "…" : text; };
    chart.setOption({
      aria: { enabled: true },
      animation: false,
      grid: { left: left, right: 16, top: HEAD, bottom: 20 },
      xAxis: { type: "time", position: "top", axisLabel: { color: colour("--ink-soft"), hideOverlap: true }, splitLine: { show: true, lineStyle: { color: colour("--line") } } },
      yAxis: {
        type: "category", inverse: true, data: plot.rows.map(label), axisTick: { show: false },
        axisLabel: { width: left - 14, overflow: "truncate", color: colour("--ink"), interval: 0, formatter: function (name) { return cut(name, narrow ? 6 : 16); } }
      },
      tooltip: {
        renderMode: "richText", confine: true,
        formatter: function (found) {
          const row = found.data.row, stone = found.data.stone;
          const lines = [cut(label(row), 30), cut(row.content, 30), row.state].filter(Boolean);
          if (stone) lines.push(stone.title + "  " + (stone.done ? words.done + " " + stone.on + "  " : "") + words.due + " " + stone.due + (stone.late ? "  " + words.late : ""));
          else lines.push((found.seriesIndex === 0 ? words.planned : words.actual) + " " + found.value[1] + " — " + found.value[2]);
          return lines.join("\n");
        }
      },
      series: [
        { type: "custom", data: planned, encode: { x: [1, 2], y: 0 }, renderItem: bar(16, function () { return colour("--jade-line"); }),
          markLine: { silent: true, symbol: "none", data: [{ xAxis: plot.today }], lineStyle: { color: colour("--bad"), type: "dashed" }, label: { formatter: words.today, position: "end", distance: 2, color: colour("--bad") } } },
        { type: "custom", data: actual, encode: { x: [1, 2], y: 0 }, renderItem: bar(8, function (index) { return lights[actual[index].row.light]; }) },
        { type: "scatter", data: stones.map(function (each) {
          return { value: each.value, stone: each.stone, row: each.row, symbol: "diamond", symbolSize: 11,
            itemStyle: { color: each.stone.done ? colour("--good") : each.stone.late ? colour("--bad") : colour("--paper"), borderColor: each.stone.late && !each.stone.done ? colour("--bad") : colour("--ink-soft"), borderWidth: 1.5 } };
        }) }
      ]
    });
    chart.on("click", function (found) { if (found.data && found.data.row) window.location.assign(found.data.row.url); });
    window.addEventListener("resize", function () { if (document.body.contains(holder)) chart.resize(); });
  }

  document.addEventListener("DOMContentLoaded", draw);
  document.addEventListener("htmx:afterSettle", draw);
  if (document.readyState !== "loading") draw();
})();

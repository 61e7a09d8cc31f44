/* A region's plans on one timeline: a bar for each period, points for the years of its targets. */
(function () {
  "use strict";
  const holder = document.getElementById("timeline");
  const data = document.getElementById("timeline-data");
  if (!holder || !data || !window.echarts) return;
  const plot = JSON.parse(data.textContent);
  const words = holder.dataset;
  const css = getComputedStyle(document.documentElement);
  const colour = function (name) { return css.getPropertyValue(name).trim(); };
  const bars = plot.bars;
  const first = Math.min.apply(null, bars.map(function (bar) { return bar.start; }).concat(plot.thisYear)) - 1;
  const last = Math.max.apply(null, bars.map(function (bar) {
    return Math.max.apply(null, [bar.end].concat(bar.targets.map(function (pair) { return pair[0]; })));
  }).concat(plot.thisYear)) + 2;
  holder.style.height = 72 + bars.length * 44 + "px";
  const chart = window.echarts.init(holder, null, { renderer: "canvas" });
  const short = function (name) { return name.length > 24 ? name.slice(0, 23) + "…" : name; };
  chart.setOption({
    animation: false,
    aria: { enabled: true, label: { description: words.about } },
    textStyle: { fontFamily: css.getPropertyValue("--font") },
    grid: { left: 12, right: 24, top: 24, bottom: 28 },
    xAxis: { type: "value", min: first, max: last, interval: last - first > 16 ? 5 : 1, axisLabel: { formatter: function (year) { return String(year); }, color: colour("--ink-soft") }, splitLine: { lineStyle: { color: colour("--line") } } },
    yAxis: { type: "category", inverse: true, data: bars.map(function (bar) { return bar.name; }), axisLabel: { show: false }, axisTick: { show: false }, axisLine: { show: false } },
    series: [
      {
        type: "custom",
        data: bars.map(function (bar, row) { return [bar.start, bar.end + 1, row]; }),
        encode: { x: [0, 1], y: 2 },
        renderItem: function (params, api) {
          const from = api.coord([api.value(0), api.value(2)]);
          const to = api.coord([api.value(1), api.value(2)]);
          const bar = bars[params.dataIndex];
          return { type: "group", children: [
            { type: "rect", shape: { x: from[0], y: from[1] - 4, width: Math.max(4, to[0] - from[0]), height: 14, r: 3 },
              style: { fill: bar.current ? colour("--jade") : "#b8c4c0", opacity: bar.current ? 0.9 : 0.8 } },
            { type: "text", style: { x: from[0], y: from[1] - 17, text: short(bar.name) + "　" + bar.status, fill: colour("--ink"), fontSize: 12 } }
          ] };
        },
        markLine: { silent: true, symbol: "none", lineStyle: { type: "dashed", color: colour("--caution") }, label: { formatter: words.now, position: "start", rotate: 0, color: colour("--caution") }, data: [{ xAxis: plot.thisYear }] }
      },
      {
        type: "scatter",
        data: [].concat.apply([], bars.map(function (bar, row) { return bar.targets.map(function (pair) { return [pair[0] + 0.5, row, pair[1]]; }); })),
        symbolSize: function (value) { return 7 + Math.min(9, value[2]); },
        symbolOffset: [0, 3],
        itemStyle: { color: "#fff", borderColor: colour("--ink"), borderWidth: 1.5 }
      }
    ]
  });
  chart.on("click", function (event) { if (event.seriesIndex === 0) location.href = bars[event.dataIndex].url; });
  window.addEventListener("resize", function () { chart.resize(); });
})();

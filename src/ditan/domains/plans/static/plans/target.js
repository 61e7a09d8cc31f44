/* A target: its path dashed, values as points, earlier versions hollow, the forecast as a band. */
(function () {
  "use strict";
  const holder = document.getElementById("target-plot");
  const data = document.getElementById("target-data");
  if (!holder || !data || !window.echarts) return;
  const plot = JSON.parse(data.textContent);
  const words = holder.dataset;
  const css = getComputedStyle(document.documentElement);
  const colour = function (name) { return css.getPropertyValue(name).trim(); };
  const years = [].concat(plot.path, plot.actual, plot.earlier, plot.forecast, plot.benchmark, plot.target ? [plot.target] : []).map(function (each) { return each[0]; });
  if (!years.length) { holder.hidden = true; return; }
  const first = Math.min.apply(null, years);
  const last = Math.max.apply(null, years);
  const series = [];
  if (plot.forecast.length) {
    const from = plot.actual.length ? [[plot.actual[plot.actual.length - 1][0], plot.actual[plot.actual.length - 1][1]]] : [];
    series.push({ name: words.band, type: "line", stack: "band", symbol: "none", lineStyle: { opacity: 0 }, silent: true, data: from.concat(plot.forecast.map(function (each) { return [each[0], each[2]]; })) });
    series.push({ name: words.band, type: "line", stack: "band", symbol: "none", lineStyle: { opacity: 0 }, silent: true, areaStyle: { color: colour("--jade"), opacity: 0.14 }, data: from.map(function (each) { return [each[0], 0]; }).concat(plot.forecast.map(function (each) { return [each[0], each[3] - each[2]]; })) });
    series.push({ name: words.forecast, type: "line", symbol: "none", lineStyle: { color: colour("--jade"), width: 1.5, type: "dotted" }, data: from.concat(plot.forecast.map(function (each) { return [each[0], each[1]]; })) });
  }
  if (plot.path.length) series.push({ name: words.path, type: "line", symbol: "none", lineStyle: { color: colour("--ink-soft"), width: 1.5, type: "dashed" }, data: plot.path, endLabel: { show: !plot.target, formatter: words.path } });
  if (plot.benchmark.length) series.push({ name: plot.city, type: "line", symbolSize: 5, lineStyle: { color: "#8a93a0", width: 1 }, itemStyle: { color: "#8a93a0" }, data: plot.benchmark, endLabel: { show: true, formatter: plot.city, color: "#667085" } });
  if (plot.earlier.length) series.push({ name: words.earlier, type: "scatter", symbolSize: 8, itemStyle: { color: "#fff", borderColor: colour("--unknown"), borderWidth: 1.5 }, data: plot.earlier });
  series.push({
    name: words.actual, type: "line", symbol: "circle", symbolSize: 8, lineStyle: { color: colour("--jade"), width: 2 }, itemStyle: { color: colour("--jade") },
    data: plot.actual.map(function (each) {
      return { value: [each[0], each[1]], symbol: each[3] ? "diamond" : "circle", label: { show: true, position: "top", color: colour("--ink"), formatter: String(each[1]) + (each[3] ? " " + words.restated : "") } };
    })
  });
  if (plot.target) series.push({ name: words.target, type: "scatter", symbol: "pin", symbolSize: 22, itemStyle: { color: colour("--caution") }, label: { show: true, position: "left", color: colour("--caution"), formatter: words.target + " " + plot.target[1] }, data: [plot.target] });
  const chart = window.echarts.init(holder, null, { renderer: "canvas" });
  chart.setOption({
    animation: false,
    aria: { enabled: true, label: { description: words.about }, decal: { show: false } },
    textStyle: { fontFamily: css.getPropertyValue("--font") },
    grid: { left: 12, right: 48, top: 28, bottom: 28, containLabel: true },
    xAxis: { type: "value", min: first - 1, max: last + 1, interval: last - first > 12 ? 5 : 1, axisLabel: { color: colour("--ink-soft"), formatter: function (year) { return year < first || year > last ? "" : String(year); } }, splitLine: { show: false } },
    yAxis: { type: "value", name: plot.unit, scale: true, boundaryGap: ["12%", "18%"], axisLabel: { color: colour("--ink-soft"), formatter: function (number) { return String(Math.round(number * 100) / 100); } }, splitLine: { lineStyle: { color: colour("--line") } } },
    series: series
  });
  window.addEventListener("resize", function () { chart.resize(); });
})();

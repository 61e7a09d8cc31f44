/* Charts of the comparison pages: bars at one period, lines through time. Each has its table below. */
(function () {
  "use strict";
  const css = getComputedStyle(document.documentElement);
  const colour = function (name) { return css.getPropertyValue(name).trim(); };
  const COLOURS = ["--jade", "--indicator", "--measure", "--task", "--project", "--series-gas", "--series-electricity", "--series-coal"].map(colour);
  const SIGNS = ["circle", "rect", "triangle", "diamond", "roundRect", "pin", "arrow", "circle"];
  const grouped = function (value) { return value === null || value === undefined ? "—" : Number(value).toLocaleString("en-US", { maximumFractionDigits: 4 }); };

  function draw(holder) {
    const data = document.getElementById(holder.dataset.chart);
    if (!data || !window.echarts) return;
    const plot = JSON.parse(data.textContent);
    const bars = plot.form === "bar";
    if (bars) holder.style.height = Math.max(160, 56 + plot.categories.length * 32) + "px";
    const chart = window.echarts.init(holder, null, { renderer: "canvas" });
    const names = { type: "category", data: plot.categories, inverse: bars, axisLabel: { color: colour("--ink-soft") }, axisTick: { show: false }, axisLine: { lineStyle: { color: colour("--line-strong") } } };
    const values = { type: "value", scale: !bars, name: plot.unit, nameTextStyle: { color: colour("--ink-faint"), align: bars ? "right" : "left" }, axisLabel: { color: colour("--ink-soft"), formatter: grouped }, splitLine: { lineStyle: { color: colour("--line") } } };
    const narrow = holder.clientWidth < 480;
    const wide = plot.series.reduce(function (sum, each) { return sum + 48 + 13 * String(each.name).length; }, 0);
    const lines = narrow ? 1 : Math.ceil(wide / Math.max(1, holder.clientWidth));
    chart.setOption({
      animation: false,
      aria: { enabled: true, label: { description: holder.dataset.about } },
      textStyle: { fontFamily: css.getPropertyValue("--font") },
      color: COLOURS,
      legend: { show: !bars, type: narrow ? "scroll" : "plain", bottom: 0, left: 0, textStyle: { color: colour("--ink") } },
      grid: { left: 8, right: bars ? 64 : 24, top: 32, bottom: bars ? 8 : 14 + 24 * lines, containLabel: true },
      tooltip: { trigger: "axis", renderMode: "richText", valueFormatter: grouped },
      xAxis: bars ? values : names,
      yAxis: bars ? names : values,
      series: plot.series.map(function (each, row) {
        if (bars) {
          return { type: "bar", name: each.name, barMaxWidth: 18, label: { show: true, position: "right", color: colour("--ink"), formatter: function (point) { return grouped(point.value); } },
            data: each.data.map(function (value, at) { return { value: value, itemStyle: each.muted[at] ? { color: colour("--line-strong"), decal: { symbol: "rect", dashArrayX: [1, 0], dashArrayY: [2, 4], rotation: 0.8 } } : { color: COLOURS[0] } }; }) };
        }
        return { type: "line", name: each.name, data: each.data, connectNulls: Boolean(plot.joined), symbol: SIGNS[row % SIGNS.length], symbolSize: 8, lineStyle: { type: each.dashed ? "dashed" : "solid", width: 2 } };
      })
    });
    window.addEventListener("resize", function () { chart.resize(); });
  }

  document.querySelectorAll("[data-chart]").forEach(draw);
})();

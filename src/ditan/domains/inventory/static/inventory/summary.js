/* What each sector holds of CO2e and of each pollutant, as stacked shares. */
(function () {
  "use strict";
  const holder = document.getElementById("sum-plot");
  const data = document.getElementById("sum-data");
  if (!holder || !data || !window.echarts) return;
  const plot = JSON.parse(data.textContent);
  const css = getComputedStyle(document.documentElement);
  const colour = function (name) { return css.getPropertyValue(name).trim(); };
  const hues = ["--series-coal", "--series-oil", "--series-gas", "--series-electricity", "--series-heat", "--series-process", "--series-waste", "--series-sink"].map(colour);
  const totals = plot.bars.map(function (bar, at) { return plot.sectors.reduce(function (sum, sector) { return sum + sector.amounts[at]; }, 0); });
  const shown = plot.bars.map(function (bar, at) { return at; }).filter(function (at) { return totals[at] > 0; });
  const chart = window.echarts.init(holder, null, { renderer: "canvas" });
  chart.setOption({
    animation: false,
    aria: { enabled: true, label: { description: holder.dataset.about }, decal: { show: true } },
    textStyle: { fontFamily: css.getPropertyValue("--font") },
    legend: { bottom: 0, itemWidth: 12, itemHeight: 10, textStyle: { color: colour("--ink-soft") } },
    grid: { left: 12, right: 24, top: 8, bottom: 44, containLabel: true },
    tooltip: {
      trigger: "item", renderMode: "richText",
      formatter: function (found) { return found.name + "\n" + found.seriesName + "  " + Number(found.data.amount.toPrecision(6)).toLocaleString("zh-CN") + " t  " + found.value.toFixed(1) + "%"; }
    },
    xAxis: { type: "value", max: 100, axisLabel: { formatter: "{value}%", color: colour("--ink-soft") }, splitLine: { lineStyle: { color: colour("--line") } } },
    yAxis: { type: "category", inverse: true, data: shown.map(function (at) { return plot.bars[at]; }), axisLabel: { color: colour("--ink") }, axisTick: { show: false } },
    series: plot.sectors.map(function (sector, number) {
      return {
        name: sector.name, type: "bar", stack: "share", barWidth: "62%", itemStyle: { color: hues[number % hues.length], borderColor: "#fff", borderWidth: 1 },
        label: { show: true, color: "#fff", formatter: function (found) { return found.value >= 8 ? found.value.toFixed(0) + "%" : ""; } },
        data: shown.map(function (at) { return { value: 100 * sector.amounts[at] / totals[at], amount: sector.amounts[at] }; })
      };
    })
  });
  window.addEventListener("resize", function () { chart.resize(); });
})();

// What "Explore" tells ECharts: every dated claim at its date, hollow where the
// words make it approximate, dashed where it is only planned.

export const words = {
  zh: {
    place: "地方", programme: "项目", year: "年份", all: "全部",
    count: (shown, undated) => `图中${shown}个数字${undated ? `，另有${undated}个没有日期` : ""}。滚轮或双指缩放，点选看原句。`,
    qualifier: { approx: "约", over: "超", under: "不足", nearly: "近", at_least: "至少" },
    status: { planned: "（计划）", projected: "（预计）" },
  },
  en: {
    place: "Place", programme: "Programme", year: "Year", all: "all",
    count: (shown, undated) => `${shown} drawn${undated ? `, ${undated} without a date` : ""}. Scroll or pinch to zoom; select a point for its sentence.`,
    qualifier: { approx: "about ", over: "over ", under: "under ", nearly: "nearly ", at_least: "at least " },
    status: { planned: " (planned)", projected: " (projected)" },
  },
};

const hollow = new Set(["approx", "nearly", "under"]);

// plot returns the option for points, all of which have a date.
export function plot(data, points, theme) {
  const number = globalThis.xianzhiChart.formatter(data.lang);
  const axis = {
    axisLabel: { color: theme.soft, fontFamily: theme.font, fontSize: 13, hideOverlap: true },
    axisLine: { lineStyle: { color: theme.ink } },
    axisTick: { lineStyle: { color: theme.ink } },
    splitLine: { lineStyle: { color: theme.rule } },
  };
  return {
    animation: false,
    grid: { left: 8, right: 24, top: 16, bottom: 8 },
    xAxis: { ...axis, type: "time", boundaryGap: ["3%", "3%"], splitLine: { show: false } },
    yAxis: { ...axis, type: "value", min: 0, axisLabel: { ...axis.axisLabel, formatter: number } },
    dataZoom: [{ type: "inside", xAxisIndex: 0 }, { type: "inside", yAxisIndex: 0, zoomOnMouseWheel: "shift" }],
    tooltip: {
      // Plain text on the canvas: the HTML kind needs style attributes.
      renderMode: "richText", backgroundColor: theme.paper, borderColor: theme.ink,
      textStyle: { color: theme.ink, fontFamily: theme.font, fontSize: 13 },
      formatter: ({ data: item }) => item.tip,
    },
    series: [{ type: "scatter", symbolSize: 11, data: points.map((p) => dot(p, data, theme, number)) }],
  };
}

function dot(point, data, theme, number) {
  const open = hollow.has(point.qualifier) || (point.status && point.status !== "actual");
  return {
    value: [date(point.as_of), point.value],
    href: point.href,
    tip: tip(point, data, number),
    itemStyle: {
      color: open ? theme.paper : theme.data, borderColor: theme.data, borderWidth: 2,
      borderType: words[data.lang].status[point.status] ? "dashed" : "solid",
    },
  };
}

// date puts a year or month at its middle, as the drawing of the page does.
function date(iso) {
  if (iso.length === 4) return `${iso}-07-02`;
  return iso.length === 7 ? `${iso}-15` : iso.slice(0, 10);
}

function tip(point, data, number) {
  const say = words[data.lang];
  const range = point.max == null ? "" : `–${number(point.max)}`;
  const gap = data.lang === "en" && data.unit_name !== "%" ? " " : "";
  const value = (say.qualifier[point.qualifier] || "") + number(point.value) + range + gap + data.unit_name;
  const subject = [point.label || point.place, point.programme || point.org].filter(Boolean).join(" · ");
  const lines = [subject, `${value}${say.status[point.status] || ""}  ${point.as_of}`, wrap(point.quote), `${point.source} ${point.published.slice(0, 10)}`];
  return lines.filter((line) => line.trim()).join("\n");
}

function wrap(text) {
  const size = /[\u2e80-\uffff]/.test(text) ? 24 : 48;
  return (text.match(new RegExp(`.{1,${size}}`, "gu")) || []).slice(0, 4).join("\n");
}

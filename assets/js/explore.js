// "Explore": zoom and filter the claims of a chart. Nothing loads until a reader
// asks; then ECharts comes from our own origin. The drawing that was there stays
// where it is, with its links and its table: this one is an extra.
//
// A chart's tools hold
//   <button data-explore="…/chart.json" data-script="…/echarts.<hash>.js" hidden>
//   <button data-png="…/chart.svg" hidden>
import { plot, words } from "./explore-plot.js";

for (const button of document.querySelectorAll("button[data-explore]")) {
  button.hidden = false;
  button.setAttribute("aria-expanded", "false");
  button.addEventListener("click", () => toggle(button));
}
for (const button of document.querySelectorAll("button[data-png]")) {
  button.hidden = false;
  button.addEventListener("click", () => savePNG(button.dataset.png));
}

async function toggle(button) {
  const figure = button.closest("figure");
  const open = figure.querySelector(".explore");
  if (open) {
    open.hidden = !open.hidden;
    button.setAttribute("aria-expanded", String(!open.hidden));
    return;
  }
  button.setAttribute("aria-busy", "true");
  try {
    const [data] = await Promise.all([fetchJSON(button.dataset.explore), loadScript(button.dataset.script)]);
    figure.insertBefore(view(data), button.closest(".tools"));
    button.setAttribute("aria-expanded", "true");
  } catch (error) {
    button.disabled = true;
    button.title = String(error.message || error);
  } finally {
    button.removeAttribute("aria-busy");
  }
}

async function fetchJSON(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response.json();
}

let script;

function loadScript(src) {
  script ??= new Promise((resolve, reject) => {
    const element = document.createElement("script");
    element.src = src;
    element.onload = resolve;
    element.onerror = () => {
      script = undefined;
      reject(new Error(src));
    };
    document.head.append(element);
  });
  return script;
}

// view is the explorer of one chart: filters, a count, a canvas.
function view(data) {
  const say = words[data.lang];
  const root = document.createElement("div");
  root.className = "explore";
  const filters = document.createElement("p");
  const count = document.createElement("span");
  count.setAttribute("role", "status");
  const canvas = document.createElement("div");
  canvas.className = "explore-canvas";
  canvas.setAttribute("role", "img");
  const chosen = { place: "", programme: "", year: "" };
  for (const key of Object.keys(chosen)) {
    const values = [...new Set(data.points.map((p) => valueOf(p, key)).filter(Boolean))].sort();
    if (values.length > 1) filters.append(select(say[key], say.all, values, (v) => { chosen[key] = v; draw(); }));
  }
  filters.append(count);
  root.append(filters, canvas);

  let chart;
  function draw() {
    const points = data.points.filter((p) => Object.keys(chosen).every((k) => !chosen[k] || valueOf(p, k) === chosen[k]));
    const dated = points.filter((p) => p.as_of);
    count.textContent = say.count(dated.length, points.length - dated.length);
    canvas.setAttribute("aria-label", `${data.name[data.lang]}. ${count.textContent}`);
    chart ??= start(canvas);
    chart.setOption(plot(data, dated, theme()), { notMerge: true });
  }
  // The element has a size only once it is on the page.
  requestAnimationFrame(draw);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  new MutationObserver(draw).observe(document.documentElement, { attributeFilter: ["data-theme"] });
  return root;
}

function start(canvas) {
  const chart = globalThis.xianzhiChart.init(canvas, null, { renderer: "canvas" });
  new ResizeObserver(() => chart.resize()).observe(canvas);
  chart.on("click", ({ data }) => { if (data.href) location.href = data.href; });
  return chart;
}

function valueOf(point, key) {
  return key === "year" ? point.as_of.slice(0, 4) : point[key];
}

function select(name, all, values, onChange) {
  const label = document.createElement("label");
  const menu = document.createElement("select");
  menu.append(new Option(all, ""), ...values.map((v) => new Option(v, v)));
  menu.addEventListener("change", () => onChange(menu.value));
  label.append(`${name} `, menu);
  return label;
}

// theme is the page's, so that light, dark and a maintainer's colours hold here.
function theme() {
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(`--${name}`).trim();
  return {
    ink: colour("ink"), soft: colour("soft"), rule: colour("rule"), paper: colour("paper"), data: colour("data"),
    font: getComputedStyle(document.body).fontFamily,
  };
}

// savePNG draws the chart's file at twice its size and hands it to the reader.
async function savePNG(src) {
  const image = new Image();
  image.src = src;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.naturalWidth * 2;
  canvas.height = image.naturalHeight * 2;
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  canvas.toBlob((blob) => {
    const a = document.createElement("a");
    a.href = URL.createObjectURL(blob);
    a.download = src.split("/").pop().replace(/\.svg$/, "") + ".png";
    a.click();
    URL.revokeObjectURL(a.href);
  });
}

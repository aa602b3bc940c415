// Figures that move: sliders pick from arrays that the page computed, and the panels are drawn anew.
const MARGIN = { left: 60, right: 14, top: 10, bottom: 44 };
const HIGH = { "-": "⁻", 0: "⁰", 1: "¹", 2: "²", 3: "³", 4: "⁴", 5: "⁵", 6: "⁶", 7: "⁷", 8: "⁸", 9: "⁹" };

for (const frame of document.querySelectorAll("div.interactive")) {
  const plan = JSON.parse(frame.querySelector("script").textContent);
  const inputs = [...frame.querySelectorAll("input")];
  const show = () => {
    const at = Object.fromEntries(inputs.map((input) => [input.dataset.slider, Number(input.value)]));
    const pick = (expression) => {
      const [name, ...keys] = expression.match(/\w+/g);
      return keys.reduce((value, key) => value[at[key] ?? key], plan.data[name]);
    };
    for (const input of inputs) {
      const value = written(plan.data[plan.sliders[input.dataset.slider].values][input.value]);
      input.setAttribute("aria-valuetext", value);
      input.nextElementSibling.textContent = value;
    }
    frame.querySelector("output").textContent = plan.says.replace(
      /\{([^{}:]+)(?::(\d+))?\}/g,
      (_, expression, digits) => written(pick(expression), digits),
    );
    const panels = frame.querySelectorAll(".interactive-stage > svg");
    plan.panels.forEach((panel, index) => draw(panels[index], panel, pick, at));
    frame.classList.add("drawn");
  };
  frame.addEventListener("input", show);
  new ResizeObserver(show).observe(frame.querySelector(".interactive-stage"));
}

// A number in words of a sentence: three digits, or as many as are asked for.
function written(value, digits = 3) {
  if (typeof value !== "number") return value;
  if (value !== 0 && Math.abs(value) < 0.001) {
    const [front, power] = value.toExponential(digits - 1).split("e");
    return `${Number(front)} × ${tenTo(Number(power))}`;
  }
  const options = Number.isInteger(value) ? {} : { maximumSignificantDigits: digits };
  return value.toLocaleString("en", options).replace("-", "−");
}

function tenTo(power) {
  return `10${[...String(power)].map((sign) => HIGH[sign]).join("")}`;
}

// One panel: axes, then layers within them.
function draw(svg, panel, pick, at) {
  const { width, height } = svg.getBoundingClientRect();
  if (!width) return;
  svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  const x = scale(panel.x, pick, MARGIN.left, width - MARGIN.right, 60);
  const y = scale(panel.y, pick, height - MARGIN.bottom, MARGIN.top, 32);
  const inside = make("svg", { ...box(x, y), viewBox: Object.values(box(x, y)).join(" ") });
  for (const layer of panel.layers) inside.append(drawn(layer, x, y, pick, at));
  svg.replaceChildren(...axes(panel, x, y, height), inside);
}

function make(name, attributes, text = "") {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const key in attributes) element.setAttribute(key, attributes[key]);
  element.textContent = text;
  return element;
}

function box(x, y) {
  return { x: x.start, y: y.end, width: x.end - x.start, height: y.start - y.end };
}

// From numbers to pixels, with ticks about `apart` pixels from each other.
function scale(axis, pick, start, end, apart) {
  const range = typeof axis.range === "string" ? pick(axis.range) : axis.range;
  const log = axis.scale === "log";
  const [low, high] = log ? range.map(Math.log10) : range;
  const step = niceStep((high - low) / (Math.abs(end - start) / apart), log);
  const ticks = [];
  for (let n = Math.ceil(low / step - 1e-9); n <= high / step + 1e-9; n += 1) ticks.push(n * step);
  const place = (value) => start + ((value - low) / (high - low)) * (end - start);
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  return {
    start,
    end,
    of: (value) => place(log ? Math.log10(value) : value),
    ticks: ticks.map((tick) => ({
      place: place(tick),
      label: log ? tenTo(tick) : tick.toFixed(decimals).replace("-", "−"),
    })),
  };
}

function niceStep(least, whole) {
  const unit = whole ? 1 : 10 ** Math.floor(Math.log10(least));
  return unit * ([1, 2, 5, 10].find((factor) => factor * unit >= least) ?? 10);
}

function axes(panel, x, y, height) {
  const [across, up] = [make("g", { class: "x" }), make("g", { class: "y" })];
  for (const { place, label } of x.ticks) {
    across.append(make("path", { class: "grid", d: `M${place} ${y.start}V${y.end}` }));
    across.append(make("text", { x: place, y: y.start + 18, "text-anchor": "middle" }, label));
  }
  for (const { place, label } of y.ticks) {
    up.append(make("path", { class: "grid", d: `M${x.start} ${place}H${x.end}` }));
    up.append(make("text", { x: x.start - 7, y: place + 4, "text-anchor": "end" }, label));
  }
  const middle = (y.start + y.end) / 2;
  const below = { x: (x.start + x.end) / 2, y: height - 6 };
  const turned = { x: 14, y: middle, transform: `rotate(-90 14 ${middle})` };
  const titles = [[panel.x, below], [panel.y, turned]].map(([axis, place]) =>
    make("text", { ...place, "text-anchor": "middle" }, axis.label),
  );
  return [make("rect", { ...box(x, y), class: "frame" }), across, up, ...titles];
}

// A layer as a path, or several, and a circle for each point.
function drawn(layer, x, y, pick, at) {
  const group = make("g", { class: `${layer.look} ${layer.kind ?? "line"}`, "data-name": layer.name });
  const cut = (list) => (layer.until ? list.slice(0, at[layer.until] + 1) : list);
  const [xs, ys] = [cut(pick(layer.x)), cut(pick(layer.y))];
  if (layer.kind === "band") {
    const spread = pick(layer.spread);
    const edge = (sign) => ys.map((value, i) => [x.of(xs[i]), y.of(value + sign * spread[i])]);
    group.append(make("path", { d: `${line([...edge(1), ...edge(-1).reverse()])}Z` }));
    return group;
  }
  const curves = Array.isArray(xs[0]) ? xs.map((curve, i) => [curve, ys[i]]) : [[xs, ys]];
  for (const [across, up] of curves) {
    const points = across.map((value, i) => [x.of(value), y.of(up[i])]);
    group.append(make("path", { d: line(points) }));
    if (layer.kind !== "points") continue;
    for (const [cx, cy] of points) group.append(make("circle", { cx, cy, r: 2.5 }));
  }
  return group;
}

function line(points) {
  return `M${points.map((point) => point.map((value) => value.toFixed(1)).join(" ")).join("L")}`;
}

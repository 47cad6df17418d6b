// What the page's tests measure in the browser, as one expression that Playwright evaluates.
() => {
  const numbers = (text) => (text.match(/[\d.]+/g) || []).map(Number);
  const over = (top, under) => {
    const alpha = top[3] ?? 1;
    return [0, 1, 2].map((at) => top[at] * alpha + under[at] * (1 - alpha));
  };
  // Relative luminance and contrast as WCAG 2.2 defines them.
  const luminance = (colour) => colour.slice(0, 3)
    .map((value) => value / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
  const behind = (node) => {
    const layers = [];
    for (let at = node; at; at = at.parentElement) {
      layers.unshift(numbers(getComputedStyle(at).backgroundColor));
    }
    return layers.reduce((under, top) => over(top, under), [255, 255, 255]);
  };

  const texts = [];
  for (const node of document.querySelectorAll("body *")) {
    const own = [...node.childNodes].some((kid) => kid.nodeType === 3 && kid.textContent.trim());
    if (!own || !node.checkVisibility() || node.closest(":disabled, .spoiler")) continue;
    const style = getComputedStyle(node);
    const back = behind(node);
    const front = luminance(over(numbers(style.color), back));
    const [high, low] = [front, luminance(back)].sort((a, b) => b - a);
    texts.push({
      name: `${node.className || node.tagName}: ${node.textContent.slice(0, 20)}`,
      contrast: (high + 0.05) / (low + 0.05),
      pixels: parseFloat(style.fontSize),
    });
  }

  // A link inside a sentence may be as small as the line, and the keys of a bot's crowded row
  // as narrow as its author made them; every control of our own has room for a thumb.
  const controls = "button, select, input, textarea, summary, a.document";
  const small = [...document.querySelectorAll(controls)]
    .filter((node) => node.checkVisibility() && !node.matches(".link"))
    .filter((node) => !node.closest(".key-row:has(> :nth-child(4))"))
    .map((node) => ({ node, box: node.getBoundingClientRect() }))
    .filter(({ box }) => box.width > 0 && (box.width < 43.9 || box.height < 43.9))
    .map(({ node, box }) => `${node.className} ${box.width} x ${box.height}`);
  return { texts, small };
}

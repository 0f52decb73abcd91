/**
 * The point at which `f` is smallest near `start`, by the simplex method of Nelder and Mead; `size` is the first step in
 * each direction. Ends after 400 steps or when the corners agree to 1e-9.
 */
export function minimise(f: (x: readonly number[]) => number, start: readonly number[], size: number): number[] {
  const corner = (x: readonly number[]) => ({ x: [...x], value: f(x) });
  const corners = [corner(start), ...start.map((_, i) => corner(start.map((v, k) => (k === i ? v + size : v))))];
  for (let step = 0; step < 400; step++) {
    corners.sort((a, b) => a.value - b.value);
    const [best] = corners;
    const worst = corners.at(-1);
    const second = corners.at(-2);
    if (!best || !worst || !second || worst.value - best.value < 1e-9) break;
    const centre = start.map((_, k) => corners.slice(0, -1).reduce((s, c) => s + (c.x[k] ?? 0), 0) / start.length);
    const along = (factor: number) => corner(centre.map((c, k) => c + factor * ((worst.x[k] ?? 0) - c)));
    const reflected = along(-1);
    let next = reflected;
    if (reflected.value < best.value) {
      const expanded = along(-2);
      if (expanded.value < reflected.value) next = expanded;
    } else if (reflected.value >= second.value) next = along(reflected.value < worst.value ? -0.5 : 0.5);
    if (next.value < worst.value) corners[corners.length - 1] = next;
    else
      corners.splice(
        1,
        start.length,
        ...corners.slice(1).map((c) => corner(c.x.map((v, k) => (v + (best.x[k] ?? 0)) / 2))),
      );
  }
  corners.sort((a, b) => a.value - b.value);
  return corners[0]?.x ?? [...start];
}

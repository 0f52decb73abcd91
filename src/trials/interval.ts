/** The usual days between charted doses where no direction tells: the median distance of consecutive dose days. */
export function usualInterval(days: readonly number[]): number {
  const distances = days
    .slice(1)
    .map((day, place) => day - (days[place] ?? day))
    .sort((a, b) => a - b);
  return distances[Math.floor(distances.length / 2)] ?? 1;
}

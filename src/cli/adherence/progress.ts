/** A progress line on stderr, shown only on a terminal and only once work takes long. */
export interface Progress {
  update(share: number, patients: number): void;
  /** Wipes the line. */
  done(): void;
}

const LONG_MS = 1000;
const WIDTH = 30;

export function progressOn(stream: NodeJS.WriteStream, now: () => number): Progress {
  const begun = now();
  let shown = 0;
  return {
    update(share, patients) {
      const time = now();
      if (!stream.isTTY || time - begun < LONG_MS || time - shown < 100) return;
      shown = time;
      const filled = Number.isNaN(share) ? 0 : Math.round(share * WIDTH);
      const bar = Number.isNaN(share)
        ? ''
        : `[${'#'.repeat(filled)}${' '.repeat(WIDTH - filled)}] ${Math.round(share * 100)}% `;
      stream.write(`\r${bar}${patients} patients`);
    },
    done() {
      if (shown > 0) stream.write('\r\u001b[K');
    },
  };
}

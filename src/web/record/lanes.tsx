/** The lanes of a trial: brush and zoom, marks by pointer and by keyboard, the record behind a mark, and the table. */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { isoDay } from '../../domain/time.ts';
import { laneScale, trialLanes } from '../../figures/index.ts';
import { core } from '../core-client.ts';
import { Figure } from '../figure.tsx';
import { filled, useWords } from '../words.ts';
import type { LaneModel } from './lane-model.ts';

const LEAST_DAYS = 7;

interface Props {
  model: LaneModel;
  title: string;
  description: string;
  window: { from: number; to: number };
}

/** The width a box has, as it changes. */
function useWidth(box: { current: HTMLElement | null }): number {
  const [width, setWidth] = useState(720);
  useEffect(() => {
    if (!box.current) return;
    const watch = new ResizeObserver(([entry]) => {
      if (entry) setWidth(Math.max(280, Math.floor(entry.contentRect.width)));
    });
    watch.observe(box.current);
    return () => watch.disconnect();
  }, [box]);
  return width;
}

export function Lanes({ model, title, description, window }: Props) {
  const words = useWords().record;
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const [shown, setShown] = useState({ from: model.from, to: model.to });
  const [picked, setPicked] = useState<number | null>(null);
  const [brush, setBrush] = useState<{ start: number; end: number } | null>(null);
  const svg = useMemo(
    () => trialLanes(model.lanes, { title, description, ...shown, width, window: { ...window, name: words.window } }),
    [model, title, description, shown, width, window, words],
  );
  const span = shown.to - shown.from;
  const show = (from: number, to: number): void => {
    const length = Math.min(model.to - model.from, Math.max(LEAST_DAYS, to - from));
    const first = Math.max(model.from, Math.min(model.to - length, from));
    setShown({ from: Math.round(first), to: Math.round(first + length) });
  };
  const zoom = (factor: number): void => {
    const middle = (shown.from + shown.to) / 2;
    show(middle - (span * factor) / 2, middle + (span * factor) / 2);
  };
  const dayAt = (event: PointerEvent): number => {
    const x = laneScale({ ...shown, width });
    const left = event.clientX - (box.current?.getBoundingClientRect().left ?? 0);
    return x.from + ((left - x.start) / (x.end - x.start)) * (x.to - x.from);
  };
  const placeOf = (target: EventTarget | null): number | null => {
    const mark = target instanceof Element ? target.closest<SVGElement>('[data-mark]') : null;
    return mark ? Number(mark.dataset.mark) : null;
  };
  // Only one mark is in the tab order; the arrow keys move it.
  useEffect(() => {
    const marks = [...(box.current?.querySelectorAll<SVGElement>('.mark') ?? [])];
    const current = marks.find((mark) => Number(mark.dataset.mark) === picked) ?? marks[0];
    for (const mark of marks) mark.setAttribute('tabindex', mark === current ? '0' : '-1');
    for (const mark of marks) mark.classList.toggle('picked', Number(mark.dataset.mark) === picked);
  }, [svg, picked]);
  const keys = (event: KeyboardEvent): void => {
    const place = placeOf(event.target);
    if (place === null) return;
    const marks = [...(box.current?.querySelectorAll<SVGElement>('.mark') ?? [])];
    const at = marks.findIndex((mark) => Number(mark.dataset.mark) === place);
    const steps: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
    const step = steps[event.key];
    const next =
      step !== undefined
        ? marks[at + step]
        : event.key === 'Home'
          ? marks[0]
          : event.key === 'End'
            ? marks.at(-1)
            : null;
    if (event.key === 'Enter' || event.key === ' ') setPicked(place);
    else if (!next) return;
    event.preventDefault();
    if (next) {
      setPicked(Number(next.dataset.mark));
      next.focus();
    }
  };
  const x = laneScale({ ...shown, width });
  const [left, right] = brush ? [Math.min(brush.start, brush.end), Math.max(brush.start, brush.end)] : [0, 0];
  return (
    <>
      <div class="buttons no-print">
        <button type="button" onClick={() => zoom(0.5)}>
          {words.zoomIn}
        </button>
        <button type="button" onClick={() => zoom(2)}>
          {words.zoomOut}
        </button>
        <button type="button" onClick={() => show(shown.from - span / 3, shown.to - span / 3)}>
          ← {words.earlier}
        </button>
        <button type="button" onClick={() => show(shown.from + span / 3, shown.to + span / 3)}>
          {words.later} →
        </button>
        <button type="button" onClick={() => show(model.from, model.to)}>
          {words.whole}
        </button>
        <span class="quiet" role="status">
          {isoDay(shown.from)} – {isoDay(shown.to)}
        </span>
      </div>
      <p class="quiet no-print">{words.zoomHelp}</p>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the marks inside are the buttons */}
      <div
        ref={box}
        class="lanes"
        onKeyDown={keys}
        onFocusIn={(event) => setPicked(placeOf(event.target) ?? picked)}
        onPointerOver={(event) => setPicked(placeOf(event.target) ?? picked)}
        onPointerDown={(event) => {
          if (event.pointerType === 'mouse') setBrush({ start: dayAt(event), end: dayAt(event) });
        }}
        onPointerMove={(event) => {
          if (brush) setBrush({ ...brush, end: dayAt(event) });
        }}
        onPointerUp={() => {
          if (brush && right - left > span * 0.02) show(left, right);
          setBrush(null);
        }}
        onPointerLeave={() => setBrush(null)}
      >
        <Figure svg={svg} />
        {brush ? (
          <div class="brush" style={{ left: `${x(left)}px`, width: `${x(right) - x(left)}px` }} aria-hidden="true" />
        ) : null}
      </div>
      <Behind model={model} place={picked} />
      <details>
        <summary>{words.table}</summary>
        <ul class="mark-table">
          {model.marks.map((mark, place) => (
            <li key={place}>
              <strong>{mark.lane}</strong> {mark.words}
            </li>
          ))}
        </ul>
      </details>
    </>
  );
}

function Behind({ model, place }: { model: LaneModel; place: number | null }) {
  const words = useWords().record;
  const mark = place === null ? undefined : model.marks[place];
  return (
    <div class="behind no-print" aria-live="polite">
      <h3>{words.behind}</h3>
      {mark === undefined ? (
        <p class="quiet">{words.behindNone}</p>
      ) : (
        <>
          <p>
            <strong>{mark.lane}</strong>: {mark.words}
          </p>
          {mark.records.map((record) => (
            <RawRecord key={record} record={record} />
          ))}
        </>
      )}
    </div>
  );
}

/** A row of the record by its id, shown as it came when asked for. */
export function RawRecord({ record }: { record: string }) {
  const words = useWords().record;
  const [text, setText] = useState<string | null>(null);
  if (record.startsWith('assumed/')) return <span class="badge assumed">{words.assumed}</span>;
  const load = (event: Event): void => {
    if (!(event.currentTarget as HTMLDetailsElement).open || text !== null) return;
    void core('raw', record).then((found) => setText(found ?? words.noRaw));
  };
  return (
    <details class="raw" onToggle={load}>
      <summary>
        {record} <span class="sr">{filled(words.raw, {})}</span>
      </summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable */}
      <pre tabIndex={0}>{text}</pre>
    </details>
  );
}

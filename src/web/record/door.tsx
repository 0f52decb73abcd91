/** Record: drop files or pick an example, then every trial of everyone in them. */
import { useEffect, useState } from 'preact/hooks';
import { CoreError, core } from '../core-client.ts';
import type { GivenFile, Opened } from '../protocol.ts';
import { hrefOf } from '../routes.ts';
import { loadJson } from '../tables.ts';
import { filled, useWords } from '../words.ts';
import { TermsContext, useTermNames } from './names.ts';
import { Overview } from './overview.tsx';
import { TrialView } from './trial.tsx';

/** What is open stays open while its reader visits another door. */
let kept: Opened | null = null;

interface Example {
  file: string;
  name: string;
}

async function given(files: readonly File[]): Promise<GivenFile[]> {
  return Promise.all(files.map(async (file) => ({ name: file.name, bytes: await file.arrayBuffer() })));
}

export function RecordDoor({ rest }: { rest: string[] }) {
  const { record: words, page } = useWords();
  const names = useTermNames();
  const [opened, setOpened] = useState<Opened | null>(kept);
  const [isBusy, setBusy] = useState(false);
  const [message, setMessage] = useState<string | null>(null);

  const open = async (files: Promise<GivenFile[]>): Promise<void> => {
    setBusy(true);
    setMessage(null);
    try {
      const found = await core('open', await files);
      const trials = found.patients.flatMap(({ assessment }) => assessment.trials).length;
      if (found.patients.length === 0) {
        const what = found.problems.map((problem) => `${problem.where}: ${problem.what}. ${problem.help}`);
        setMessage([words.empty, ...what, ...(kept ? [words.kept] : [])].join(' '));
      } else {
        kept = found;
        setOpened(found);
        location.hash = hrefOf('record');
        const milliseconds = Math.round(found.milliseconds);
        setMessage(filled(words.opened, { patients: found.patients.length, trials, milliseconds }));
      }
    } catch (error) {
      const what = error instanceof Error ? error.message : String(error);
      setMessage(error instanceof CoreError ? what : filled(page.failed, { what }));
    }
    setBusy(false);
  };

  const trial = rest.length === 2 ? placeOf(opened, rest) : null;
  return (
    <TermsContext.Provider value={names}>
      {trial && opened ? (
        <TrialView key={rest.join('/')} {...trial} />
      ) : (
        <>
          <h1 tabIndex={-1} class={opened === null ? '' : 'screen-only'}>
            {words.title}
          </h1>
          <Opening onOpen={open} isSmall={opened !== null} />
          <p role="status" class="message">
            {isBusy ? page.loading : message}
          </p>
          {opened === null ? null : <Overview opened={opened} />}
        </>
      )}
    </TermsContext.Provider>
  );
}

/** The trial at "#/record/0/1": second trial of the first person. */
function placeOf(opened: Opened | null, [person = '', place = '']: string[]) {
  const patient = opened?.patients[Number(person)];
  const trial = patient?.assessment.trials[Number(place)];
  return patient && trial ? { patient, trial } : null;
}

function Opening({ onOpen, isSmall }: { onOpen: (files: Promise<GivenFile[]>) => void; isSmall: boolean }) {
  const words = useWords().record;
  const [examples, setExamples] = useState<Example[]>([]);
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    loadJson<Example[]>('examples/index.json').then(setExamples, () => setExamples([]));
  }, []);
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    const files = [...(event.dataTransfer?.files ?? [])];
    if (files.length > 0) onOpen(given(files));
  };
  const openExample = async (file: string): Promise<GivenFile[]> => {
    const response = await fetch(`examples/${file}`);
    return [{ name: file, bytes: await response.arrayBuffer() }];
  };
  return (
    <div class={isSmall ? 'opening small' : 'opening'}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the button is the first */}
      <div
        class={isOver ? 'drop over' : 'drop'}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <p>{words.drop}</p>
        <label class="button primary">
          {words.choose}
          <input
            type="file"
            multiple
            class="hidden-input"
            onChange={({ currentTarget }) => {
              const files = [...(currentTarget.files ?? [])];
              currentTarget.value = '';
              if (files.length > 0) onOpen(given(files));
            }}
          />
        </label>
      </div>
      {examples.length === 0 ? null : (
        <form
          class="examples"
          onSubmit={(event) => {
            event.preventDefault();
            const file = new FormData(event.currentTarget).get('example');
            if (typeof file === 'string') onOpen(openExample(file));
          }}
        >
          <label>
            {words.example}
            <select name="example">
              {examples.map(({ file, name }) => (
                <option key={file} value={file}>
                  {name}
                </option>
              ))}
            </select>
          </label>
          <button type="submit">{words.open}</button>
        </form>
      )}
    </div>
  );
}

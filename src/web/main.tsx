/** The page: a header, three doors and one more, and what stands behind the open one. */
import { type ComponentType, render } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { type Language, languages } from '../ask/messages.ts';
import { warmUp } from './core-client.ts';
import { loadLanguage } from './language.ts';
import { DOORS, type Door, hrefOf, useRoute } from './routes.ts';
import { filled, SpeechContext, useWords, wordsOf } from './words.ts';

type DoorView = ComponentType<{ rest: string[] }>;

const VIEWS: Readonly<Record<Door, () => Promise<DoorView>>> = {
  record: async () => (await import('./record/door.tsx')).RecordDoor,
  ask: async () => (await import('./ask/door.tsx')).AskDoor,
  terms: async () => (await import('./terms/door.tsx')).TermsDoor,
  population: async () => (await import('./population/door.tsx')).PopulationDoor,
};

const THEMES = ['auto', 'light', 'dark'] as const;
type Theme = (typeof THEMES)[number];

function kept<Value extends string>(key: string, known: readonly Value[], otherwise: Value): Value {
  try {
    return known.find((value) => value === localStorage.getItem(key)) ?? otherwise;
  } catch {
    return otherwise;
  }
}

function keep(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // A browser that keeps nothing shows the page all the same.
  }
}

const codes = languages.map(({ code }) => code);
const firstLanguage = (): Language =>
  kept('rxwhy-language', codes, codes.find((code) => navigator.language.startsWith(code)) ?? 'en');

function App() {
  const [language, setLanguage] = useState<Language>(firstLanguage);
  const [theme, setTheme] = useState<Theme>(() => kept('rxwhy-theme', THEMES, 'auto'));
  const { door, rest } = useRoute();
  const [spoken, setSpoken] = useState<Language>('en');
  const words = wordsOf(spoken);
  useEffect(() => {
    void loadLanguage(language).then(() => setSpoken(language));
  }, [language]);
  useEffect(() => {
    document.documentElement.lang = spoken;
  }, [spoken]);
  useEffect(() => {
    if (theme === 'auto') document.documentElement.removeAttribute('data-theme');
    else document.documentElement.dataset.theme = theme;
    keep('rxwhy-theme', theme);
  }, [theme]);
  useEffect(() => {
    document.title = door === null ? 'RxWhy' : `${words.page[door]} – RxWhy`;
    if (door === 'record' || door === 'ask') warmUp(door === 'record');
  }, [door, words]);
  const themeNames = { auto: words.page.themeAuto, light: words.page.themeLight, dark: words.page.themeDark };
  return (
    <SpeechContext.Provider value={{ language: spoken, words }}>
      <button type="button" class="skip" onClick={() => document.getElementById('main')?.focus()}>
        {words.page.skip}
      </button>
      <header class="top">
        <a class="brand" href={hrefOf(null)}>
          RxWhy
        </a>
        <nav aria-label={words.page.doors}>
          {DOORS.map((each) => (
            <a key={each} href={hrefOf(each)} aria-current={each === door ? 'page' : undefined}>
              {words.page[each]}
            </a>
          ))}
        </nav>
        <div class="settings">
          <label>
            <span class="quiet">{words.page.language}</span>
            <select
              value={language}
              onChange={(event) => {
                setLanguage(event.currentTarget.value as Language);
                keep('rxwhy-language', event.currentTarget.value);
              }}
            >
              {languages.map(({ code, name }) => (
                <option key={code} value={code}>
                  {name}
                </option>
              ))}
            </select>
          </label>
          <label>
            <span class="quiet">{words.page.theme}</span>
            <select value={theme} onChange={(event) => setTheme(event.currentTarget.value as Theme)}>
              {THEMES.map((each) => (
                <option key={each} value={each}>
                  {themeNames[each]}
                </option>
              ))}
            </select>
          </label>
        </div>
      </header>
      <main id="main" tabIndex={-1}>
        {door === null ? <Home /> : <Behind key={door} door={door} rest={rest} />}
      </main>
      <footer class="quiet">
        <p>{words.page.disclaimer}</p>
        <p>{words.page.private}</p>
      </footer>
    </SpeechContext.Provider>
  );
}

function Home() {
  const words = useWords().page;
  const about: Readonly<Record<Door, string>> = {
    record: words.recordFor,
    ask: words.askFor,
    terms: words.termsFor,
    population: words.populationFor,
  };
  return (
    <>
      <h1>RxWhy</h1>
      <p class="lead">{words.tagline}</p>
      <ul class="doors">
        {DOORS.map((door) => (
          <li key={door}>
            <a href={hrefOf(door)} class={door === 'population' ? 'door small' : 'door'}>
              <strong>{words[door]}</strong>
              <span>{about[door]}</span>
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}

function Behind({ door, rest }: { door: Door; rest: string[] }) {
  const words = useWords().page;
  const [View, setView] = useState<DoorView | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const first = useRef(true);
  useEffect(() => {
    VIEWS[door]().then(
      (view) => setView(() => view),
      (error: unknown) => setFailure(String(error)),
    );
  }, [door]);
  useEffect(() => {
    // A new view begins at its heading; the very first one leaves the focus where the browser put it.
    if (View === null) return;
    if (first.current) first.current = false;
    document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: false });
  }, [View, rest.join('/')]);
  if (failure !== null) return <p role="alert">{filled(words.failed, { what: failure })}</p>;
  if (View === null) return <p role="status">{words.loading}</p>;
  return <View rest={rest} />;
}

const root = document.getElementById('app');
if (root) render(<App />, root);

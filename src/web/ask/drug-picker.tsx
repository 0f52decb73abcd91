/** A search box for the name of a medicine, with the names that fit below it. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { core } from '../core-client.ts';
import { filled, useWords } from '../words.ts';

export function DrugPicker({ onPick, label }: { onPick: (name: string) => void; label: string }) {
  const words = useWords().ask;
  const [typed, setTyped] = useState('');
  const [found, setFound] = useState<string[] | null>(null);
  const [active, setActive] = useState(-1);
  const latest = useRef('');
  useEffect(() => {
    latest.current = typed;
    if (typed.trim() === '') {
      setFound(null);
      return;
    }
    void core('drugs', typed).then((names) => {
      if (latest.current !== typed) return;
      setFound(names);
      setActive(-1);
    });
  }, [typed]);
  const move = (event: KeyboardEvent): void => {
    const last = (found?.length ?? 0) - 1;
    if (event.key === 'ArrowDown') setActive(Math.min(last, active + 1));
    else if (event.key === 'ArrowUp') setActive(Math.max(-1, active - 1));
    else if (event.key === 'Escape') setTyped('');
    else if (event.key === 'Enter') {
      const name = found?.[active] ?? (found?.length === 1 ? found[0] : undefined) ?? exact(found, typed);
      if (name !== undefined) onPick(name);
    } else return;
    event.preventDefault();
  };
  return (
    <div class="picker">
      <label for="drug">{label}</label>
      <input
        id="drug"
        type="text"
        role="combobox"
        autocomplete="off"
        spellcheck={false}
        aria-expanded={found !== null && found.length > 0}
        aria-controls="drug-names"
        aria-autocomplete="list"
        aria-activedescendant={active >= 0 ? `drug-name-${active}` : undefined}
        value={typed}
        onInput={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={move}
      />
      <div
        id="drug-names"
        role="listbox"
        tabIndex={-1}
        aria-label={label}
        class="names"
        hidden={found === null || found.length === 0}
      >
        {(found ?? []).map((name, place) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the combobox's own
          // biome-ignore lint/a11y/useFocusableInteractive: a combobox keeps the focus in its field
          <div
            key={name}
            id={`drug-name-${place}`}
            role="option"
            aria-selected={place === active}
            onClick={() => onPick(name)}
          >
            {name}
          </div>
        ))}
      </div>
      <p role="status" class="quiet">
        {found === null ? '' : found.length === 0 ? words.noMatches : filled(words.matches, { count: found.length })}
      </p>
    </div>
  );
}

const exact = (names: readonly string[] | null, typed: string): string | undefined =>
  (names ?? []).find((name) => name.toLowerCase() === typed.trim().toLowerCase());

/** From the codings and the text of a medicine to its ingredients, and what was wrong on the way. */
import type { Problem } from '../../domain/problem.ts';
import type { Coding, Drug, Ingredient } from '../../domain/record.ts';
import { type CodeHit, type CodeSystem, type CodeTables, lookUpCode, systemOf } from './codes-look-up.ts';
import { type Lexicon, type Part, type Reading, readText } from './read-text.ts';
import { strengthRatio } from './strength.ts';
import type { DrugQuery, DrugResolution } from './types.ts';
import type { RouteOf } from './words.ts';

/** All that resolving looks things up in. */
export interface Shelf {
  lexicon: Lexicon;
  codes: CodeTables;
  routeOf: RouteOf;
  ingredient(part: Part): Ingredient;
  /** class ids of an ingredient, empty where the pack has no facts of it */
  classes(id: string): readonly string[];
}

/** Beyond this ratio two strengths of one drug are different products, not a salt and its base. */
const SALT_RATIO = 1.5;

interface Coded {
  coding: Coding;
  system: CodeSystem | null;
  hit: CodeHit | null;
  said: Reading | null;
}

/** Resolves one query. A code whose display names another drug yields to it unless other evidence backs the code. */
export function resolveDrug(query: DrugQuery, shelf: Shelf): DrugResolution {
  const coded = query.codings.map((coding) => codedOf(coding, shelf));
  const text = query.text === null || query.text.trim() === '' ? null : query.text;
  const echoed = coded.find((one) => one.coding.display === text && one.said !== null)?.said ?? null;
  const textRead = text === null ? null : (echoed ?? readText(text, shelf.lexicon));
  const best = bestOf(coded);
  const said = best?.said ?? textRead ?? coded.find((one) => one.said !== null)?.said ?? null;
  const problems: Omit<Problem, 'where'>[] = [];
  let parts = best?.hit?.parts ?? [];
  let by: Drug['resolvedBy'] = parts.length > 0 ? 'code' : null;
  if (best?.hit && said !== null && !names(best.hit.parts, said.parts, shelf)) {
    const keepCode = backers(best, coded, text, textRead, shelf) > 0;
    problems.push(clash(best, said, text, keepCode, shelf));
    if (!keepCode) [parts, by] = [said.parts, best.said === null ? 'text' : 'display'];
  } else if (best?.hit && said !== null) {
    // The text may say how strong where neither the code nor its display does.
    parts = filled(filled(best.hit.parts, said.parts), textRead?.parts ?? []);
    const other = strengthClash(best, parts, said.parts, shelf);
    if (other !== null) {
      problems.push(other);
      parts = parts.map((part) => ({ ref: part.ref, strength: sameRef(said.parts, part)?.strength ?? part.strength }));
    }
  } else if (said !== null) {
    [parts, by] = [said.parts, said === textRead && coded.every((one) => one.said === null) ? 'text' : 'display'];
  }
  const usesCode = by === 'code' && best?.hit ? best.hit : null;
  if (parts.length === 0) problems.push(unknown(query, coded));
  const form = usesCode?.form ?? query.form ?? said?.form ?? textRead?.form ?? null;
  const drug: Drug = {
    text: text ?? query.codings.find((coding) => coding.display)?.display ?? query.codings[0]?.code ?? '',
    codings: [...query.codings],
    ingredients: parts.map((part) => shelf.ingredient(part)),
    product: usesCode !== null && usesCode.precision > 1 ? usesCode.name : null,
    form,
    route: routeFor(query, usesCode, said, form, shelf),
    resolvedBy: by,
  };
  return { drug, problems, codes: counted(coded, parts.length > 0) };
}

function codedOf(coding: Coding, shelf: Shelf): Coded {
  const system = systemOf(coding.system);
  const hit = system === null ? null : lookUpCode(system, coding.code, shelf.codes);
  return { coding, system, hit, said: saidBy(coding, hit, shelf) };
}

/** What the display says; a display that is the code's own name needs no reading. */
function saidBy(coding: Coding, hit: CodeHit | null, shelf: Shelf): Reading | null {
  if (coding.display === null || coding.display === '') return null;
  if (hit !== null && sameText(coding.display, hit.name)) return { parts: hit.parts, form: hit.form, route: null };
  return readText(coding.display, shelf.lexicon);
}

function sameText(a: string, b: string): boolean {
  return a.length === b.length && (a === b || a.toLowerCase() === b.toLowerCase());
}

/** The most precise code found; the first of equals. */
function bestOf(coded: readonly Coded[]): Coded | null {
  let best: Coded | null = null;
  for (const one of coded) if (one.hit && one.hit.precision > (best?.hit?.precision ?? 0)) best = one;
  return best;
}

/** Does the code stand for every drug the text names? A general name ("antacid", "insulin") fits what is of its class. */
function names(code: readonly Part[], text: readonly Part[], shelf: Shelf): boolean {
  return text.every((said) => code.some((known) => sameDrug(known, said, shelf) || isKindOf(known, said, shelf)));
}

function isKindOf(known: Part, said: Part, shelf: Shelf): boolean {
  if (said.general !== true) return false;
  const [kind] = shelf.classes(shelf.ingredient(said).id);
  return kind === undefined || shelf.classes(shelf.ingredient(known).id).includes(kind);
}

function sameDrug(a: Part, b: Part, shelf: Shelf): boolean {
  const [one, other] = [shelf.ingredient(a), shelf.ingredient(b)];
  if (one.id === other.id) return true;
  const [short, long] = one.name.length < other.name.length ? [one.name, other.name] : [other.name, one.name];
  return ` ${long.toLowerCase().replace(/[^a-z0-9]+/g, ' ')} `.includes(` ${short.toLowerCase()} `);
}

/** How many other codes, or a text of its own, name the code's drug and not the display's. */
function backers(
  best: Coded,
  coded: readonly Coded[],
  text: string | null,
  textRead: Reading | null,
  shelf: Shelf,
): number {
  const code = best.hit?.parts ?? [];
  const others = coded.filter((one) => one !== best && one.hit !== null && names(code, one.hit.parts, shelf)).length;
  const ownText = best.said !== null && text !== null && text !== best.coding.display && textRead !== null;
  return others + (ownText && names(code, textRead.parts, shelf) ? 1 : 0);
}

/** The code's parts with strengths, where it has none, from what was said about the same drug. */
function filled(code: readonly Part[], said: readonly Part[]): Part[] {
  return code.map((part) => {
    const also = sameRef(said, part);
    const ref = also !== undefined && !part.ref.includes('~') ? also.ref : part.ref;
    return { ref, strength: part.strength ?? also?.strength ?? null };
  });
}

function sameRef(parts: readonly Part[], wanted: Part): Part | undefined {
  const base = wanted.ref.split('~', 1)[0];
  return parts.find((part) => part.ref.split('~', 1)[0] === base);
}

function listed(parts: readonly Part[], shelf: Shelf): string {
  return parts.map((part) => shelf.ingredient(part).name).join(' / ');
}

function clash(
  best: Coded,
  said: Reading,
  text: string | null,
  keepCode: boolean,
  shelf: Shelf,
): Omit<Problem, 'where'> {
  const written = best.said === null ? text : best.coding.display;
  const [code, display] = [listed(best.hit?.parts ?? [], shelf), listed(said.parts, shelf)];
  const why = keepCode
    ? `${code} was used: another code or the text names it too`
    : `${display} was used: it is what the prescriber saw, and nothing else backs the code`;
  return {
    code: 'code-display-clash',
    what: `${best.coding.system} ${best.coding.code} is ${code} (${best.hit?.name ?? ''}), but is displayed as "${written ?? ''}"; ${why}`,
    help: 'Correct the code or the display at the source, so that both name the same drug.',
  };
}

function strengthClash(
  best: Coded,
  code: readonly Part[],
  said: readonly Part[],
  shelf: Shelf,
): Omit<Problem, 'where'> | null {
  for (const part of code) {
    const other = sameRef(said, part)?.strength;
    const ratio = part.strength && other ? strengthRatio(part.strength, other) : null;
    if (ratio === null || (ratio < SALT_RATIO && ratio > 1 / SALT_RATIO)) continue;
    const stated = `${part.strength?.value} ${part.strength?.unit}`;
    return {
      code: 'code-display-strength-clash',
      what: `${best.coding.system} ${best.coding.code} is ${shelf.ingredient(part).name} ${stated}, but is displayed as "${best.coding.display ?? ''}" (${other?.value} ${other?.unit}); the displayed strength was used`,
      help: 'Correct the code or the display at the source, so that both name the same strength.',
    };
  }
  return null;
}

function unknown(query: DrugQuery, coded: readonly Coded[]): Omit<Problem, 'where'> {
  const codes = query.codings.map(
    (coding) => `${coding.system} ${coding.code}${coding.display ? ` "${coding.display}"` : ''}`,
  );
  const found = [query.text ? `"${query.text}"` : '', ...codes].filter((part) => part !== '').join('; ');
  const group = coded.some((one) => one.system === 'atc' && one.coding.code.trim().length < 7);
  const help = group
    ? 'The ATC code is a group of drugs: send the code of the drug itself (seven characters).'
    : 'Send an RxNorm, NDC or ATC code, or the generic or brand name spelled as on the package; names are never guessed.';
  return { code: 'unknown-drug', what: found === '' ? 'no code and no text' : found, help };
}

/** The stated route, else the one the form means; injections without a stated route stay "parenteral". */
function routeFor(
  query: DrugQuery,
  hit: CodeHit | null,
  said: Reading | null,
  form: string | null,
  shelf: Shelf,
): string | null {
  const stated = shelf.routeOf(query.route, 'route');
  const byCode = shelf.routeOf(hit?.form, 'form');
  if (stated !== null) return stated;
  if (byCode !== null && byCode !== 'parenteral') return byCode;
  return said?.route ?? byCode ?? shelf.routeOf(form, 'form');
}

function counted(coded: readonly Coded[], any: boolean): DrugResolution['codes'] {
  const seen = coded.filter((one) => one.system !== null && one.coding.code.trim() !== '');
  const led = seen.filter((one) => one.hit !== null || one.said !== null || (any && !one.coding.display));
  return { seen: seen.length, resolved: led.length };
}

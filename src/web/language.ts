/** Languages other than English come when they are first asked for. */
import { addLanguage, isSpoken, type Language } from '../ask/messages.ts';

/** Makes a language ready to speak, here or in the worker. */
export async function loadLanguage(language: Language): Promise<void> {
  if (isSpoken(language)) return;
  const { german } = await import('../ask/german.ts');
  addLanguage('de', german);
}

/** German, whole: the interview and every term. */

import messages from './messages/de.json' with { type: 'json' };
import terms from './messages/de-terms.json' with { type: 'json' };
import type { LanguagePack } from './messages.ts';

export const german: LanguagePack = { messages, terms };

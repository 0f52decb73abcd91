/** The enzyme packs speak of drugs by name; records by ingredient. */
import type { Knowledge } from './knowledge.ts';

const aliases = new WeakMap<Knowledge, Map<string, string>>();

/** Pack names that differ from the ingredient's own ("valproic acid" for valproate), by ingredient id. */
function aliasesOf(knowledge: Knowledge): Map<string, string> {
  const known = aliases.get(knowledge);
  if (known) return known;
  const found = new Map<string, string>();
  const names = [
    ...knowledge.enzymes.victims.keys(),
    ...knowledge.enzymes.perpetrators.keys(),
    ...knowledge.genes.byDrug.keys(),
  ];
  for (const name of names) {
    const [ingredient, second] = knowledge.drugs.byName(name);
    if (ingredient && !second && ingredient.name.toLowerCase() !== name && !found.has(ingredient.id))
      found.set(ingredient.id, name);
  }
  aliases.set(knowledge, found);
  return found;
}

/** The name the packs know an ingredient by; its own lower-case name where they do not know it at all. */
export function packName(ingredient: { id: string; name: string }, knowledge: Knowledge): string {
  const name = ingredient.name.toLowerCase();
  const { victims, perpetrators, metabolites } = knowledge.enzymes;
  if (victims.has(name) || perpetrators.has(name) || metabolites.has(name) || knowledge.genes.byDrug.has(name))
    return name;
  return aliasesOf(knowledge).get(ingredient.id) ?? name;
}

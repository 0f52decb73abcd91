/** Small pieces of HTML: text is escaped here and nowhere else. */

/** Text made safe inside an element or a quoted attribute. */
export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** An element around markup that is safe already. */
export function tag(name: string, content: string, className?: string): string {
  return `<${name}${className === undefined ? '' : ` class="${className}"`}>${content}</${name}>`;
}

/** A heading and what stands below it, nothing where there is nothing. */
export function section(title: string, content: string): string {
  return content === '' ? '' : `<h3>${escaped(title)}</h3>\n${content}\n`;
}

/** A list of texts; empty where there are none. */
export function list(items: readonly string[], ordered = false): string {
  if (items.length === 0) return '';
  const name = ordered ? 'ol' : 'ul';
  return tag(name, items.map((item) => tag('li', item)).join('\n'));
}

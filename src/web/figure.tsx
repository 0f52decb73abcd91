/** A picture of the shared SVG layer on the page; its colours follow light and dark by page.css. */
export function Figure({ svg, class: name = '' }: { svg: string; class?: string }) {
  // The layer escapes every text it is given.
  return <div class={`figure ${name}`} dangerouslySetInnerHTML={{ __html: svg }} />;
}

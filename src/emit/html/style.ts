/** The look of the page: one stylesheet, inline, readable on paper and without colour. */
export const STYLE = `
:root { color-scheme: light; --ink: #1a1a1a; --faint: #5c5c5c; --rule: #d4d4d4; --band: #f4f4f4; --strong: #1f4e79; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 58rem; padding: 1.5rem; color: var(--ink); background: #fff;
  font: 16px/1.5 system-ui, "Segoe UI", "DejaVu Sans", sans-serif; }
h1 { font-size: 1.5rem; margin: 0 0 .25rem; } h2 { font-size: 1.25rem; margin: 0; } h3 { font-size: 1rem; margin: 1.25rem 0 .25rem; }
p { margin: .35rem 0; } ul, ol { margin: .25rem 0; padding-left: 1.4rem; }
.faint { color: var(--faint); font-size: .9rem; }
article { border-top: 3px solid var(--strong); margin-top: 2rem; padding-top: 1rem; break-inside: auto; }
article > header { break-after: avoid; }
.name { text-transform: uppercase; letter-spacing: .04em; }
.plain { background: var(--band); border-left: 4px solid var(--strong); padding: .5rem .9rem; }
table { border-collapse: collapse; width: 100%; margin: .5rem 0; font-size: .95rem; }
th, td { text-align: left; vertical-align: top; border-bottom: 1px solid var(--rule); padding: .3rem .6rem .3rem 0; }
figure { margin: .75rem 0; } figure svg { max-width: 100%; height: auto; }
.evidence { list-style: none; padding-left: 0; } .evidence li { padding-left: 1.4rem; text-indent: -1.4rem; margin: .2rem 0; }
.sign { display: inline-block; width: 1.4rem; text-indent: 0; font-weight: 700; }
.rows { color: var(--faint); font-size: .85rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; margin: .5rem 0; } dt { color: var(--faint); } dd { margin: 0; }
a { color: var(--strong); }
@media print { body { max-width: none; padding: 0; font-size: 11pt; } article { break-before: page; } article:first-of-type { break-before: auto; }
  h2, h3, figure, li, tr { break-inside: avoid; } a { color: inherit; text-decoration: none; } }
`;

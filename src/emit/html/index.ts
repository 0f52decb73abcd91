/** An assessment as one self-contained page: no script, no request, prints as it stands. */
import type { Assessment, LabelAssessment, PatientAssessment } from '../../domain/assessment.ts';
import { nameOf, type TermNames } from '../../explain/index.ts';
import { escaped, list, section, tag } from './markup.ts';
import { STYLE } from './style.ts';
import { trialArticle } from './trial.ts';

function overview(patient: PatientAssessment, names: TermNames): string {
  if (patient.trials.length === 0) return tag('p', 'No trial of a medicine was found in this record.');
  const rows = patient.trials.map((trial) => {
    const cells = [trial.medication.name, trial.start, trial.end ?? 'now', nameOf(trial.course.term, names)];
    const causes = (trial.causes.length > 0 ? trial.causes : trial.risks).map(
      (cause) => `${nameOf(cause.term, names)} (${cause.certainty})`,
    );
    return tag('tr', [...cells, causes.join('; ')].map((cell) => tag('td', escaped(cell))).join(''));
  });
  const head = ['medicine', 'from', 'to', 'what happened', 'named'].map((word) => `<th scope="col">${word}</th>`);
  return `<table>${tag('thead', tag('tr', head.join('')))}${tag('tbody', rows.join('\n'))}</table>`;
}

function labelItem(label: LabelAssessment, names: TermNames): string {
  const title = `${nameOf(label.term, names)} (${nameOf(label.condition, names)}): ${label.standing} by ${label.definition}`;
  const steps = label.requirements.map(({ code, answer }) => escaped(`${code.replaceAll('-', ' ')}: ${answer}`));
  return `<strong>${escaped(title)}</strong>${list(steps)}`;
}

function patientSection(patient: PatientAssessment, names: TermNames): string {
  const labels = patient.labels.filter((label) => label.standing !== 'not-met');
  const { read, used, setAside, refused } = patient.counts;
  const counts = `${read} rows read: ${used} used, ${setAside} set aside, ${refused} refused.`;
  const problems = patient.problems.map(({ code, where, what, help }) =>
    escaped(`${code} at ${where}: ${what}. ${help}`),
  );
  const asOf = patient.asOf === null ? 'no dated event in the record' : `as of ${patient.asOf}`;
  return tag(
    'section',
    [
      `<h1>${escaped(`Patient ${patient.id}, ${asOf}`)}</h1>`,
      overview(patient, names),
      ...patient.trials.map((trial) => trialArticle(trial, names)),
      section('What the condition is called', list(labels.map((label) => labelItem(label, names)))),
      section('What was read', tag('p', escaped(counts)) + list(problems)),
    ].join('\n'),
  );
}

/**
 * The whole assessment as an HTML document with its style and pictures inside.
 *
 * Everything of the record is escaped; a content security policy in the page itself forbids scripts and requests.
 */
export function htmlReport(assessment: Assessment, names: TermNames): string {
  const patients = assessment.patients.map((patient) => patientSection(patient, names));
  const rest = assessment.problems.map(({ code, where, what, help }) =>
    escaped(`${code} at ${where}: ${what}. ${help}`),
  );
  const version = `RxWhy ${assessment.rxwhyVersion}, knowledge ${assessment.knowledgeVersion}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<meta name="referrer" content="no-referrer">
<title>Why is it not working? ${escaped(version)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
${patients.join('\n')}
${section('Problems that belong to no patient', list(rest))}
</main>
<footer class="faint"><p>${escaped(version)}. For professionals; not advice to start, stop or change a medicine.</p></footer>
</body>
</html>
`;
}

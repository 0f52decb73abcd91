import { describe, expect, it } from 'vitest';
import { Assessment } from '../../domain/assessment.ts';
import sample from '../text/fixtures/three-trials.json' with { type: 'json' };
import { htmlReport } from './index.ts';

const names = new Map([['missed-doses', { name: 'missed doses', plain: 'taken less often' }]]);
const assessment = Assessment.parse(sample);
const html = htmlReport(assessment, names);

describe('the page', () => {
  it('stands alone: no script, nothing fetched', () => {
    expect(html).toContain("default-src 'none'");
    expect(html).not.toMatch(/<script|<link|<img|<iframe|\son\w+=|@import|url\(/i);
    expect(html.replaceAll('http://www.w3.org/2000/svg', '')).not.toMatch(/(?:src|href)="/);
  });

  it('has an article per trial with its name, its course and its causes', () => {
    const trials = assessment.patients.flatMap((patient) => patient.trials);
    expect(html.match(/<article>/g)).toHaveLength(trials.length);
    expect(html).toContain('<span class="name">missed doses</span>');
    for (const trial of trials) {
      for (const cause of trial.causes)
        for (const { text } of cause.evidence) expect(html).toContain(text.slice(0, 20));
    }
  });

  it('draws the ledger of every trial whose exposure is known', () => {
    const known = assessment.patients.flatMap((p) => p.trials).filter((trial) => trial.exposure.relative !== null);
    expect(html.match(/<svg /g)).toHaveLength(known.length);
  });

  it('takes mark-up of the record as text', () => {
    const evil = structuredClone(assessment);
    const [patient] = evil.patients;
    if (patient === undefined) throw new Error('no patient');
    patient.id = '"><script>alert(1)</script>';
    for (const trial of patient.trials) {
      trial.medication.name = '<img src=x onerror=alert(1)>';
      trial.summary.plain = '</p><script>';
      if (trial.indication !== null) trial.indication.text = "<svg/onload='x'>";
    }
    const page = htmlReport(evil, names);
    expect(page).not.toMatch(/<script|<img|<svg\/onload/);
    expect(page).toContain('&lt;script&gt;');
  });
});

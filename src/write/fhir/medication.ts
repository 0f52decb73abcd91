/** Orders, supplies, intakes and statements -> the four medication resources. */
import type { Intake, Order, Statement, Supply } from '../../domain/record.ts';
import { dosages } from './dosage.ts';
import {
  amount,
  annotations,
  codeable,
  days,
  type FhirResource,
  fhirId,
  iso,
  medication,
  period,
  present,
  sayer,
  type Writing,
} from './resource.ts';

/** The extension that carries R5's `statusChanged` in R4. */
const STATUS_CHANGED = 'http://hl7.org/fhir/5.0/StructureDefinition/extension-MedicationRequest.statusChanged';

const references = (ids: readonly string[], writing: Writing): unknown[] =>
  ids.map((id) => writing.reference(id)).filter((reference) => reference !== null);

/** A planned end stands in the bounds of the last direction; a direction with bounds of its own keeps them. */
function boundedDirections(order: Order): Order['directions'] {
  if (order.end === null || order.directions.some(({ to, durationDays }) => to !== null || durationDays !== null))
    return order.directions;
  const open = order.directions.length > 0 ? order.directions : [EMPTY_DIRECTION];
  return open.map((direction) => ({ ...direction, from: direction.from ?? order.start, to: order.end }));
}

const EMPTY_DIRECTION: Order['directions'][number] = {
  text: null,
  perIntake: null,
  intakesPerDay: null,
  asNeeded: false,
  durationDays: null,
  from: null,
  to: null,
  route: null,
  timing: null,
};

/** A prescription. The day it ended stands in an extension: R4 has no field for it. */
export function medicationRequest(order: Order, writing: Writing): FhirResource {
  const dispense = present({
    numberOfRepeatsAllowed: order.refillsAllowed,
    quantity: order.quantity === null ? null : amount(order.quantity),
    expectedSupplyDuration: order.daysSupply === null ? null : days(order.daysSupply),
  });
  const prior = order.replaces === null ? null : writing.reference(order.replaces);
  return {
    resourceType: 'MedicationRequest',
    id: fhirId('MedicationRequest', order.id, writing.record.id),
    ...present({
      extension: order.stopped === null ? null : [{ url: STATUS_CHANGED, valueDateTime: order.stopped.iso }],
      status: order.status,
      statusReason: order.stopReason === null ? null : codeable(order.stopReason),
      intent: 'order',
      category: order.setting === null ? null : [{ coding: [{ code: order.setting }] }],
      doNotPerform: order.prohibited ? true : null,
      medicationCodeableConcept: medication(order.drug),
      subject: writing.subject,
      authoredOn: iso(order.authored ?? order.start),
      reasonReference: references(order.indicationIds, writing),
      reasonCode: order.indicationIds.length > 0 ? null : order.indications.map(codeable),
      priorPrescription: prior,
      dosageInstruction: dosages(boundedDirections(order)),
      dispenseRequest: Object.keys(dispense).length > 0 ? dispense : null,
      note: annotations(order.notes),
    }),
  };
}

const DISPENSED: Readonly<Record<Supply['status'], string>> = {
  done: 'completed',
  'not-done': 'declined',
  unknown: 'unknown',
};

export function medicationDispense(supply: Supply, writing: Writing): FhirResource {
  const order = supply.orderId === null ? null : writing.reference(supply.orderId);
  return {
    resourceType: 'MedicationDispense',
    id: fhirId('MedicationDispense', supply.id, writing.record.id),
    ...present({
      status: DISPENSED[supply.status],
      statusReasonCodeableConcept: supply.reason === null ? null : codeable(supply.reason),
      medicationCodeableConcept: medication(supply.drug),
      subject: writing.subject,
      authorizingPrescription: order === null ? null : [order],
      quantity: supply.quantity === null ? null : amount(supply.quantity),
      daysSupply: supply.daysSupply === null ? null : days(supply.daysSupply),
      [supply.status === 'unknown' ? 'whenPrepared' : 'whenHandedOver']: iso(supply.at),
      dosageInstruction: dosages(supply.directions),
      note: annotations(supply.notes),
    }),
  };
}

const GIVEN: Readonly<Record<Intake['status'], string>> = {
  taken: 'completed',
  'not-taken': 'not-done',
  unknown: 'unknown',
};

export function medicationAdministration(intake: Intake, writing: Writing): FhirResource {
  const request = intake.orderId === null ? null : writing.reference(intake.orderId);
  return {
    resourceType: 'MedicationAdministration',
    id: fhirId('MedicationAdministration', intake.id, writing.record.id),
    ...present({
      status: GIVEN[intake.status],
      statusReason: intake.reason === null ? null : [codeable(intake.reason)],
      category: intake.source === 'monitor' ? { text: 'electronic adherence monitor' } : null,
      medicationCodeableConcept: medication(intake.drug),
      subject: writing.subject,
      effectiveDateTime: intake.end === null ? intake.at.iso : null,
      effectivePeriod: intake.end === null ? null : period(intake.at, intake.end),
      performer: intake.source === 'own' ? [{ actor: writing.subject }] : null,
      reasonReference: references(intake.indicationIds, writing),
      reasonCode: intake.indicationIds.length > 0 ? null : intake.indications.map(codeable),
      request,
      dosage:
        intake.dose === null && intake.drug.route === null
          ? null
          : present({
              route: intake.drug.route === null ? null : { text: intake.drug.route },
              dose: intake.dose === null ? null : amount(intake.dose),
            }),
      note: annotations(intake.notes),
    }),
  };
}

const STATED: Readonly<Record<Statement['status'], string>> = {
  taking: 'active',
  'not-taking': 'not-taken',
  stopped: 'stopped',
  planned: 'intended',
  unknown: 'unknown',
};
const SHARE = 'https://rxwhy.dev/fhir/adherence-share';

export function medicationStatement(statement: Statement, writing: Writing): FhirResource {
  const order = statement.orderId === null ? null : writing.reference(statement.orderId);
  return {
    resourceType: 'MedicationStatement',
    id: fhirId('MedicationStatement', statement.id, writing.record.id),
    ...present({
      extension: statement.share === null ? null : [{ url: SHARE, valueDecimal: statement.share }],
      basedOn: order === null ? null : [order],
      status: STATED[statement.status],
      statusReason: statement.reason === null ? null : [codeable(statement.reason)],
      medicationCodeableConcept: medication(statement.drug),
      subject: writing.subject,
      effectivePeriod: period(statement.from, statement.to),
      dateAsserted: iso(statement.asserted),
      informationSource: sayer(statement.by, writing),
      reasonReference: references(statement.indicationIds, writing),
      reasonCode: statement.indicationIds.length > 0 ? null : statement.indications.map(codeable),
      dosage: dosages(statement.directions),
      note: annotations(statement.notes),
    }),
  };
}

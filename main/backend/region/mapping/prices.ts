import type { Price } from '../../../../shared/domain/entities.ts';
import { extCode, extDate, ExtensionTable, extText, extValue, readParts } from './extensions.ts';
import type { ExtensionReader } from './extensions.ts';
import { isObject } from './notes.ts';
import type { Draft, Holder, Notes } from './notes.ts';
import { decimal, text, unread } from './values.ts';

type PriceDraft = Omit<Draft<Price>, 'details'> & { details: Record<string, string> };

/** Sub-extensions kept as text: they only matter to a reader (ror-fhir §4). */
const detailNames = [
  'under60',
  'deliveryIncluded',
  'othersDeliveryIncluded',
  'residentialType',
  'specialPrice',
  'welcomeType',
  'mealDeliveryName',
  'dependencyLevel',
  'humanHelpPriceName',
  'managementType',
  'otherAdditionalServiceName',
  'additionalServiceName',
];

function detail(name: string): ExtensionReader<PriceDraft> {
  return (price, notes, extension) => {
    const value = extText(notes, extension);
    if (value === null) return;
    const before = price.details[name];
    price.details[name] = before === undefined ? value : `${before}, ${value}`;
  };
}

/** An amount: Money, or a bare number. */
function readAmount(price: PriceDraft, notes: Notes, extension: Holder): void {
  const found = extValue(notes, extension);
  if (found === null) return;
  const { value, key } = found;
  if (!isObject(value)) {
    price.amount = decimal(notes, value, extension, key);
    return;
  }
  for (const part in value) {
    if (part === 'value') price.amount = decimal(notes, value.value, value, part);
    else if (part === 'currency' || part === 'unit' || part === 'code')
      price.currency ??= text(notes, value[part], value, part);
    else if (part !== 'system') unread(notes, value, part);
  }
}

const priceExtensions = new ExtensionTable<PriceDraft>(
  {
    priceType: (price, notes, extension) => {
      price.type = extCode(notes, extension, null);
    },
    priceUnit: (price, notes, extension) => {
      price.unit = extCode(notes, extension, null);
    },
    amount: readAmount,
    startDate: (price, notes, extension) => {
      price.startDate = extDate(notes, extension);
    },
  },
  Object.fromEntries(detailNames.map((name) => [name, detail(name)])),
);

/** Appends one `ror-organization-price`. */
export function extPrice(out: Price[], notes: Notes, extension: Holder): void {
  const price: PriceDraft = {
    type: null,
    unit: null,
    amount: null,
    currency: null,
    startDate: null,
    details: {},
  };
  out.push(readParts(priceExtensions, price, notes, extension));
}

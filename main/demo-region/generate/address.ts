import type { JsonObject } from '../json.ts';
import type { Commune } from './communes.ts';
import type { Street } from './names.ts';

/** Address with its parts, as the guide splits it (ror-fhir §2.5). */
export function address(at: Street, commune: Commune): JsonObject {
  const adxp = 'http://hl7.org/fhir/StructureDefinition/iso21090-ADXP-';
  const city = commune.name.startsWith('Paris') ? 'Paris' : commune.name;
  return {
    line: [`${at.number} ${at.type} ${at.base}`],
    _line: [
      {
        extension: [
          { url: `${adxp}houseNumber`, valueString: at.number },
          { url: `${adxp}streetNameType`, valueString: at.type.toUpperCase() },
          { url: `${adxp}streetNameBase`, valueString: at.base },
        ],
      },
    ],
    city,
    postalCode: commune.postalCode,
  };
}

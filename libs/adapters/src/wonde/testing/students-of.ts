import type { AdapterInput } from '../../kit/adapter.js';
import { inputOf } from '../../kit/bytes.js';

/** A page of that many students with what is usually included, made as it is read. */
export function studentsOf(count: number): AdapterInput {
  return {
    ...inputOf(new Uint8Array(0), 'application/json'),
    async *open() {
      await Promise.resolve();
      const encoder = new TextEncoder();
      yield encoder.encode('{"data":[\n');
      for (let number = 1; number <= count; number += 1)
        yield encoder.encode(`${JSON.stringify(student(number))}${number < count ? ',' : ''}\n`);
      yield encoder.encode('],"meta":{"pagination":{"more":false,"current_page":1}}}\n');
    },
  };
}

function student(number: number): object {
  const date = (day: string): object => ({ date: `${day} 00:00:00.000000`, timezone_type: 3, timezone: 'Europe/London' });
  return {
    id: `A${number}`,
    upi: `U${number}`,
    mis_id: String(number),
    surname: `Sample${number}`,
    forename: 'Rowan',
    legal_surname: `Sample${number}`,
    legal_forename: 'Rowan',
    gender: 'FEMALE',
    date_of_birth: date(`201${number % 9}-01-1${number % 10}`),
    updated_at: date('2026-11-20'),
    contact_details: {
      data: { phones: { home: '01632960001' }, addresses: { home: { house_number: '1', street: 'Example Street', postcode: 'ZZ99 3VZ' } } },
    },
    education_details: { data: { upn: null, current_nc_year: '6', admission_date: date('2025-09-01') } },
    extended_details: { data: { ethnicity: 'ABAN', sen_status: 'N', in_lea_care: false, free_school_meals: false } },
    contacts: {
      data: [{ id: `C${number}`, surname: 'Sample', forename: 'Ash', relationship: { data: { priority: 1, relationship: 'Mother' } } }],
    },
  };
}

import { crc32, deflateRawSync } from 'node:zlib';
import type { AdapterInput } from '../../kit/adapter.js';

/** An archive of that many students, each with a row in demographics.csv and one in enrollments.csv, served in pieces of 64 KiB. */
export function rosterOf(students: number): AdapterInput {
  const numbers = Array.from({ length: students }, (_, index) => index + 1);
  const rows = (header: string, row: (number: number) => string): string => `${header}\n${numbers.map(row).join('\n')}\n`;
  const bytes = zipOf([
    ['manifest.csv', 'propertyName,value\noneroster.version,1.1\nfile.users,bulk\nfile.demographics,bulk\n'],
    ['orgs.csv', 'sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\no1,,,Example School,school,8012000,\n'],
    [
      'users.csv',
      rows(
        'sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,identifier,email,grades',
        (number) =>
          `s${number},active,2026-11-20T15:30:00Z,true,o1,student,u${number},,Rowan,Sample${number},${number},s${number}@school.example,06`,
      ),
    ],
    [
      'demographics.csv',
      rows('sourcedId,status,dateLastModified,birthDate,sex', (number) => `s${number},active,,201${number % 9}-01-1${number % 10},female`),
    ],
    [
      'enrollments.csv',
      rows('sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate', (number) => {
        const pupil = students + 1 - number;
        return `e${number},active,,c1,o1,s${pupil},student,false,2026-09-01,`;
      }),
    ],
  ]);
  return {
    mediaType: 'application/zip',
    size: bytes.length,
    async *open() {
      await Promise.resolve();
      for (let start = 0; start < bytes.length; start += PIECE) yield bytes.subarray(start, start + PIECE);
    },
  };
}

const PIECE = 64 * 1024;

/** What a test may want to spoil in one file of an archive. */
export interface Spoilt {
  readonly flags?: number;
  readonly method?: number;
  readonly size?: number;
  readonly crc?: number;
  /** Where the central directory says the file begins. */
  readonly offset?: number;
}

/** An archive of these files, packed, with its central directory (APPNOTE 4.3.6). */
export function zipOf(files: readonly (readonly [name: string, text: string | Uint8Array, spoilt?: Spoilt])[]): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const [name, text, spoilt = {}] of files) {
    const plain = Buffer.from(text);
    const packed = deflateRawSync(plain);
    const head = Buffer.alloc(26);
    [20, spoilt.flags ?? 0, spoilt.method ?? 8, 0, 0].forEach((value, index) => head.writeUInt16LE(value, index * 2));
    head.writeUInt32LE(spoilt.crc ?? crc32(plain), 10);
    head.writeUInt32LE(packed.length, 14);
    head.writeUInt32LE(spoilt.size ?? plain.length, 18);
    head.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), head, Buffer.from(name), packed]);
    const end = Buffer.alloc(14);
    end.writeUInt32LE(spoilt.offset ?? offset, 10);
    central.push(Buffer.concat([Buffer.from('PK\u0001\u0002'), Buffer.from([20, 0]), head, end, Buffer.from(name)]));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(central);
  const tail = Buffer.alloc(18);
  tail.writeUInt16LE(files.length, 4);
  tail.writeUInt16LE(files.length, 6);
  tail.writeUInt32LE(directory.length, 8);
  tail.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, directory, Buffer.from('PK\u0005\u0006'), tail]);
}

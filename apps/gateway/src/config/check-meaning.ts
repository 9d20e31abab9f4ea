import { basisFaults } from '@mash-gateway/contracts';
import { ADAPTERS, isAdapterId } from './adapters.js';
import type { ConfigFile } from './check-shape.js';
import { retentionFaults } from './retention.js';
import type { Agreement } from './gateway-config.js';

/** What is wrong with a well-shaped configuration: ids that lead nowhere or repeat, agreements that carry no lawful sharing. */
export function meaningFaults(file: ConfigFile, today: string): readonly string[] {
  return [
    ...repeated('feeds', file.feeds),
    ...repeated('recipients', file.recipients),
    ...repeated('agreements', file.agreements),
    ...repeated('adapters', file.adapters ?? []),
    ...(file.adapters ?? []).flatMap(({ id }, index) =>
      isAdapterId(id) ? [`adapters[${String(index)}].id is ${id}, which is an adapter of the gateway itself.`] : [],
    ),
    ...file.feeds.flatMap((feed, index) => feedFaults(file, feed, `feeds[${String(index)}]`)),
    ...retentionFaults(file.retention),
    ...file.agreements.flatMap((agreement, index) => agreementFaults(file, agreement, `agreements[${String(index)}]`, today)),
  ];
}

function repeated(list: string, entries: readonly { readonly id: string }[]): string[] {
  const seen = new Set<string>();
  return entries.flatMap(({ id }, index) => {
    if (seen.has(id)) return [`${list}[${String(index)}].id repeats ${id}.`];
    seen.add(id);
    return [];
  });
}

function feedFaults(file: ConfigFile, feed: ConfigFile['feeds'][number], where: string): string[] {
  const isKnown = isAdapterId(feed.adapter) || file.adapters?.some(({ id }) => id === feed.adapter) === true;
  const adapters = Object.keys(ADAPTERS).join(', ');
  return [
    ...(isKnown ? [] : [`${where}.adapter names ${feed.adapter}, which is neither one of ${adapters} nor in adapters.`]),
    // An agreement that has ended is no fault of the file: its records are held and alarmed, and every other feed goes on.
    ...(file.agreements.some(({ id }) => id === feed.agreement)
      ? []
      : [`${where}.agreement names ${feed.agreement}, which is not in agreements.`]),
  ];
}

function agreementFaults(file: ConfigFile, agreement: Agreement, where: string, today: string): string[] {
  const known = new Set(file.recipients.map(({ id }) => id));
  const strangers = agreement.recipients.flatMap((id, index) =>
    known.has(id) ? [] : [`${where}.recipients[${String(index)}] names ${id}, which is not in recipients.`],
  );
  const days = agreement.from > agreement.to ? [`${where}.to is before ${where}.from.`] : [];
  // An agreement that begins later must be lawful on its first day.
  const day = today < agreement.from ? agreement.from : today;
  const bases = basisFaults(agreement, day, agreement.publicAuthority ? 'public-authority' : 'other').map(
    ({ field, reason }) => `${where}.${field}: ${reason}.`,
  );
  return [...strangers, ...days, ...bases];
}

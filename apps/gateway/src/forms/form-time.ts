/** A moment as the form writes it, in the time of England: `24/11/2026 14:30`. */
export function formTime(at: Date): string {
  const parts = new Intl.DateTimeFormat('en-GB', { dateStyle: 'short', timeStyle: 'short', timeZone: 'Europe/London' });
  return parts.format(at).replace(', ', ' ');
}

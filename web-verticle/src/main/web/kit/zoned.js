/**
 * Times as people write them, in the city's zone and not in the browser's.
 *
 * @module
 */

/**
 * @param {string} zone IANA
 * @param {number} at milliseconds since 1970
 * @returns {number} what the clocks there show, as if it were UTC
 */
function wall(zone, at) {
  const parts = Object.fromEntries(
    new Intl.DateTimeFormat('en-US', {
      timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric',
    })
      .formatToParts(new Date(at))
      .map(part => [part.type, Number(part.value)]),
  );
  return Date.UTC(parts.year, parts.month - 1, parts.day, parts.hour, parts.minute, parts.second);
}

/**
 * @param {string} text as a `datetime-local` field has it, such as `2013-01-01T18:30`
 * @param {string} zone IANA
 * @returns {string | undefined} RFC 3339 in UTC; the earlier of two where clocks are put back; undefined when it is no time
 */
export function fromZoned(text, zone) {
  const asUtc = Date.parse(`${text}${/T\d\d:\d\d$/.test(text) ? ':00' : ''}Z`);
  if (Number.isNaN(asUtc)) return undefined;
  let at = asUtc;
  // The offset at the guess may not be the offset at the time itself: the second round is right.
  for (let round = 0; round < 2; round++) at = asUtc - (wall(zone, at) - at);
  return new Date(at).toISOString();
}

/** @param {number} at milliseconds since 1970 @param {string} zone IANA @returns {string} for a `datetime-local` field, to the minute */
export function toZoned(at, zone) {
  return new Date(wall(zone, Math.floor(at / 60_000) * 60_000)).toISOString().slice(0, 16);
}

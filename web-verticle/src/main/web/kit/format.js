/**
 * Money, times and distances as people read them: in the language of the page, by the city's currency, time zone and measures.
 *
 * @module
 */

/** Where roads are measured in miles (CLDR, measurement systems US and UK). */
const MILES = new Set(['US', 'GB', 'LR', 'MM']);
const METERS_A_MILE = 1609.344;
const METERS_A_FOOT = 0.3048;

/**
 * @param {{locale: string, zone: string, currency: string}} city
 * @param {string} language of the page, such as `ko`
 */
export function createFormat(city, language) {
  const region = city.locale.split('-')[1] ?? 'US';
  const tag = city.locale.startsWith(language) ? city.locale : `${language}-${region}`;
  const inMiles = MILES.has(region);
  const time = new Intl.DateTimeFormat(tag, { timeZone: city.zone, hour: 'numeric', minute: '2-digit' });
  const exact = new Intl.DateTimeFormat(tag, { timeZone: city.zone, hour: 'numeric', minute: '2-digit', second: '2-digit' });
  const day = new Intl.DateTimeFormat(tag, {
    timeZone: city.zone, weekday: 'short', month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit',
  });
  const date = new Intl.DateTimeFormat(tag, { timeZone: city.zone, year: 'numeric', month: 'short', day: 'numeric' });
  const whole = new Intl.NumberFormat(tag, { maximumFractionDigits: 0 });
  const unit = (/** @type {string} */ name, digits) =>
    new Intl.NumberFormat(tag, { style: 'unit', unit: name, unitDisplay: 'short', maximumFractionDigits: digits });
  const units = {
    mile: unit('mile', 1), foot: unit('foot', 0), kilometer: unit('kilometer', 1), meter: unit('meter', 0), minute: unit('minute', 0),
    second: unit('second', 0), hour: unit('hour', 0),
  };
  /** @type {Map<string, Intl.NumberFormat>} */
  const monies = new Map();

  function inCurrency(currency) {
    let found = monies.get(currency);
    if (!found) monies.set(currency, (found = new Intl.NumberFormat(tag, { style: 'currency', currency })));
    return found;
  }

  return {
    tag,
    /** @param {{minorUnits: number, currency: string}} amount */
    money: amount => inCurrency(amount.currency).format(amount.minorUnits / 10 ** minorDigits(amount.currency)),
    /** @param {string | number | undefined} at */
    time: at => (at === undefined ? '' : time.format(new Date(at))),
    /** With seconds. @param {string | number} at */
    exact: at => exact.format(new Date(at)),
    /** With its day. @param {string | number} at */
    day: at => day.format(new Date(at)),
    /** @param {string | number} at */
    date: at => date.format(new Date(at)),
    /** @param {number} n */
    number: n => whole.format(n),
    /** @param {number} meters */
    distance(meters) {
      if (inMiles) return meters < METERS_A_MILE / 10 ? units.foot.format(roundTo(meters / METERS_A_FOOT, 10)) : units.mile.format(meters / METERS_A_MILE);
      return meters < 1000 ? units.meter.format(roundTo(meters, 10)) : units.kilometer.format(meters / 1000);
    },
    /** A way's duration: minutes, rounded up, since nobody is early for a taxi. @param {number} seconds */
    minutes(seconds) {
      const all = Math.max(1, Math.ceil(seconds / 60));
      return all < 60 ? units.minute.format(all) : `${units.hour.format(Math.floor(all / 60))} ${units.minute.format(all % 60)}`;
    },
    /** @param {number} seconds */
    seconds: seconds => units.second.format(seconds),
  };
}

/** @typedef {ReturnType<typeof createFormat>} Format */

/** @param {string} currency @returns {number} digits behind the point; won and yen have none */
export function minorDigits(currency) {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

/**
 * @param {string} text what somebody typed, such as `12.50`
 * @param {string} currency
 * @returns {{minorUnits: number, currency: string} | undefined} undefined when it is no amount of this currency
 */
export function readMoney(text, currency) {
  const digits = minorDigits(currency);
  const match = /^(\d{1,9})(?:[.,](\d{1,4}))?$/.exec(text.trim().replace(/\s/g, ''));
  if (!match || (match[2]?.length ?? 0) > digits) return undefined;
  return { minorUnits: Number(match[1]) * 10 ** digits + Number((match[2] ?? '').padEnd(digits, '0') || 0), currency };
}

/** @param {number} seconds left @returns {string} such as `0:42`; never below zero */
export function countdown(seconds) {
  const left = Math.max(0, Math.ceil(seconds));
  return `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`;
}

function roundTo(value, step) {
  return Math.round(value / step) * step;
}

/**
 * @param {{lat: number, lng: number}} a
 * @param {{lat: number, lng: number}} b
 * @returns {number} meters in a straight line
 */
export function metersBetween(a, b) {
  const half = Math.PI / 360;
  const dLat = Math.sin((b.lat - a.lat) * half);
  const dLng = Math.sin((b.lng - a.lng) * half);
  const h = dLat * dLat + Math.cos(a.lat * 2 * half) * Math.cos(b.lat * 2 * half) * dLng * dLng;
  return 12_742_000 * Math.asin(Math.min(1, Math.sqrt(h)));
}

/**
 * @param {number[]} values
 * @param {number} part such as 0.95
 * @returns {number | undefined} the smallest value that so great a part is not above; undefined of nothing
 */
export function percentile(values, part) {
  if (values.length === 0) return undefined;
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)];
}

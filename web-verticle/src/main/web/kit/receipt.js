/**
 * What a ride cost and why.
 *
 * @module
 */
import { html } from './ui.js';
import { t, tOr } from './words.js';

/**
 * What is charged beside a fare: tip and fee.
 *
 * @param {{charges: any[], format: import('./format.js').Format}} props
 */
function Beside({ charges, format }) {
  return charges.map(charge => html`<tr key=${charge.purpose}>
    <th scope="row">${t(`purpose.${charge.purpose}`)} <small>${t(`payment.${charge.status}`)}</small></th>
    <td class="number">${format.money(charge.amount)}</td>
  </tr>`);
}

/** What a ride cost that nobody drove: its fee. @param {{charges: any[], format: import('./format.js').Format}} props */
export function FeeReceipt({ charges, format }) {
  return html`<table class="receipt">
    <caption class="unseen">${t('receipt.title')}</caption>
    <tbody><${Beside} charges=${charges} format=${format} /></tbody>
  </table>`;
}

/**
 * @param {{fare: any, meters?: number, paid?: any, refunded?: any, beside?: any[], format: import('./format.js').Format}} props
 */
export function Receipt({ fare, meters, paid, refunded, beside, format }) {
  const currency = fare.total.currency;
  return html`<table class="receipt">
    <caption class="unseen">${t('receipt.title')}</caption>
    <tbody>
      ${fare.lines.map((line, i) => html`<tr key=${i}>
        <th scope="row">${line.kind ? tOr(`fare.${line.kind}`, line.name) : line.name}
          ${line.kind === 'surcharge' || line.kind === 'extra' || line.kind === 'tax' ? html` <small>${line.name}</small>` : ''}
          ${line.meters !== undefined ? html` <small>${format.distance(line.meters)}</small>` : ''}
          ${line.seconds !== undefined ? html` <small>${format.minutes(line.seconds)}</small>` : ''}</th>
        <td class="number">${line.minorUnits < 0 ? '−' : ''}${format.money({ minorUnits: Math.abs(line.minorUnits), currency })}</td>
      </tr>`)}
      <tr class="total"><th scope="row">${t('receipt.total')}</th><td class="number">${format.money(fare.total)}</td></tr>
      ${paid && html`<tr><th scope="row">${t('receipt.paid')}</th><td class="number">${format.money(paid)}</td></tr>`}
      ${beside && html`<${Beside} charges=${beside} format=${format} />`}
      ${refunded && html`<tr><th scope="row">${t('receipt.refunded')}</th><td class="number">${format.money(refunded)}</td></tr>`}
    </tbody>
  </table>
  <small>${t('receipt.tariff', { name: fare.tariff })}${fare.basis ? ` · ${tOr(`basis.${fare.basis}`, fare.basis)}` : ''}${meters !== undefined ? ` · ${format.distance(meters)}` : ''}</small>`;
}

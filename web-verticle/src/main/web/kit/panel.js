/**
 * A ride's story as it is read.
 *
 * @module
 */
import { Receipt } from './receipt.js';
import { Trouble, Waiting, html } from './ui.js';
import { t, tOr } from './words.js';

/**
 * @param {{story: import('./story.js').Story, format: import('./format.js').Format, onClose: () => void, onAgain: () => void, children?: unknown}} props
 * children: what can be done about it
 */
export function StoryPanel({ story, format, onClose, onAgain, children }) {
  const { booking, record, payment } = story;
  return html`<section id="story" class="story stack" tabindex="-1" aria-label=${t('story.title')}>
    <div class="row">
      <h2 class="grow">${booking ? t(`status.${booking.status}`) : t('story.title')}</h2>
      <button type="button" class="small" onClick=${onClose}>${t('close')}</button>
    </div>
    ${story.problem && !booking && html`<${Trouble} problem=${story.problem} onAgain=${onAgain} />`}
    ${!booking && !story.problem && html`<${Waiting} />`}
    ${booking && html`<dl class="facts">
      <dt>${t('ride.from')}</dt><dd>${place(booking.pickup)}</dd>
      <dt>${t('ride.to')}</dt><dd>${place(booking.dropoff)}</dd>
      <dt>${t('ride.passengers')}</dt><dd>${booking.passengers}</dd>
      <dt>${t('ride.method')}</dt><dd>${t(`method.${booking.paymentMethod}`)}</dd>
      ${booking.pickupAt && html`<dt>${t('ride.wanted')}</dt><dd>${format.day(booking.pickupAt)}</dd>`}
      ${(booking.taxi ?? record?.plate) && html`<dt>${t('ride.taxi')}</dt><dd>${booking.taxi?.plate ?? record?.plate}</dd>`}
      ${booking.reason && html`<dt>${t('reason')}</dt><dd>${booking.reason}</dd>`}
    </dl>`}
    ${children}
    <h3>${t('story.events')}</h3>
    <ol class="timeline">
      ${story.events.map(event => html`<li key=${event.version}>
        <time datetime=${event.at}>${format.exact(event.at)}</time>
        <span>${eventWords(event, format)}</span>
      </li>`)}
    </ol>
    ${record?.fare && html`<${Receipt} fare=${record.fare} meters=${record.meters} paid=${record.paid} refunded=${record.refunded} format=${format} />`}
    ${payment && html`<p><span class="chip">${t(`payment.${payment.status}`)}</span> ${format.money(payment.amount)}${payment.code ? ` · ${payment.code}` : ''}</p>`}
    <small>${t('story.id', { id: story.id })}</small>
  </section>`;
}

/** @param {{lat: number, lng: number, label?: string}} where */
export function place(where) {
  return where.label || `${where.lat.toFixed(5)}, ${where.lng.toFixed(5)}`;
}

function eventWords(event, format) {
  const name = event.type.replace(/\.v\d+$/, '').replace(/^booking\./, '');
  const body = event.body ?? {};
  const money = body.paid ?? body.fare ?? body.owed;
  const words = tOr(`event.${name}`, event.type);
  const more = [body.plate, body.reason, money && format.money(money)].filter(Boolean).join(' · ');
  return more ? `${words} · ${more}` : words;
}

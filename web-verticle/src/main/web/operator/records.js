/**
 * What was: rides by what is known of them, and what operators did.
 *
 * @module
 */
import { query } from '../kit/api.js';
import { List, pages } from '../kit/list.js';
import { place } from '../kit/panel.js';
import { html } from '../kit/ui.js';
import { t } from '../kit/words.js';
import { fromZoned } from '../kit/zoned.js';

const STATUSES = ['completed', 'owed', 'settling', 'no_drivers_available', 'rider_canceled', 'operator_canceled', 'no_show', 'aborted', 'expired'];

/** @param {{started: import('../kit/start.js').Started, api: import('../kit/api.js').Api, update: () => void, onChoose: (id: string) => void}} of */
export function createPast({ started, api, update, onChoose }) {
  const { city } = started;
  const asked = { status: '', place: '', rider: '', driver: '', from: '', to: '' };
  let list = pages(api, '/v1/ride-history', update);

  function search(event) {
    event.preventDefault();
    list = pages(api, query('/v1/ride-history', { ...asked, from: fromZoned(asked.from, city.zone), to: fromZoned(asked.to, city.zone) }), update);
    update();
  }

  const Input = (name, type = 'text') => html`<div><label for=${`past-${name}`}>${t(`past.${name}`)}</label>
    <input id=${`past-${name}`} type=${type} autocomplete="off" value=${asked[name]} onInput=${event => { asked[name] = event.target.value; update(); }} /></div>`;

  return function Past() {
    const fmt = started.format();
    return html`<section class="stack records">
      <h1>${t('past.title')}</h1>
      <form class="card search" role="search" onSubmit=${search}>
        <div><label for="past-status">${t('past.status')}</label><select id="past-status" value=${asked.status} onChange=${event => { asked.status = event.target.value; update(); }}>
          <option value="">${t('past.any')}</option>${STATUSES.map(name => html`<option key=${name} value=${name}>${t(`status.${name}`)}</option>`)}</select></div>
        ${Input('place')} ${Input('rider')} ${Input('driver')} ${Input('from', 'datetime-local')} ${Input('to', 'datetime-local')}
        <button class="main">${t('past.search')}</button>
      </form>
      <${List} list=${list} empty=${t('past.none')}>
        <div class="scroll" role="region" tabindex="0" aria-label=${t('past.title')}><table>
          <thead><tr><th scope="col">${t('past.when')}</th><th scope="col">${t('ride.from')}</th><th scope="col">${t('ride.to')}</th><th scope="col">${t('ride.taxi')}</th><th scope="col">${t('past.status')}</th><th scope="col">${t('past.payment')}</th><th scope="col" class="number">${t('receipt.paid')}</th><th scope="col"><span class="unseen">${t('rider.show')}</span></th></tr></thead>
          <tbody>${list.items.map(ride => html`<tr key=${ride.id}>
            <td>${ride.requestedAt ? fmt.day(ride.requestedAt) : ''}</td><td>${ride.pickup ? place(ride.pickup) : ''}</td><td>${ride.dropoff ? place(ride.dropoff) : ''}</td><td>${ride.plate ?? ''}</td>
            <td>${ride.status ? t(`status.${ride.status}`) : ''}</td><td>${ride.payment ? t(`payment.${ride.payment}`) : ''}${ride.review ? ` · ${ride.review}` : ''}</td>
            <td class="number">${ride.paid ? fmt.money(ride.paid) : ''}${ride.refunded ? ` (−${fmt.money(ride.refunded)})` : ''}</td>
            <td><button type="button" class="small" data-ride=${ride.id} onClick=${() => onChoose(ride.id)}>${t('rider.show')}</button></td></tr>`)}</tbody>
        </table></div>
      <//>
    </section>`;
  };
}

/** @param {{started: import('../kit/start.js').Started, api: import('../kit/api.js').Api, update: () => void}} of */
export function createAudit({ started, api, update }) {
  const asked = { by: '', about: '' };
  let list = pages(api, '/v1/desk/audit', update);

  function search(event) {
    event.preventDefault();
    list = pages(api, query('/v1/desk/audit', { by: asked.by.trim(), about: asked.about.trim() }), update);
    update();
  }

  return function Audit() {
    const fmt = started.format();
    return html`<section class="stack records">
      <h1>${t('audit.title')}</h1>
      <form class="card search" role="search" onSubmit=${search}>
        ${['by', 'about'].map(name => html`<div key=${name}><label for=${`audit-${name}`}>${t(`audit.${name}`)}</label><input id=${`audit-${name}`} autocomplete="off" value=${asked[name]} onInput=${event => { asked[name] = event.target.value; update(); }} /></div>`)}
        <button class="main">${t('past.search')}</button>
      </form>
      <${List} list=${list} empty=${t('audit.none')}>
        <div class="scroll" role="region" tabindex="0" aria-label=${t('audit.title')}><table>
          <thead><tr><th scope="col">${t('past.when')}</th><th scope="col">${t('audit.act')}</th><th scope="col">${t('reason')}</th><th scope="col">${t('audit.by')}</th><th scope="col">${t('audit.about')}</th></tr></thead>
          <tbody>${list.items.map(act => html`<tr key=${act.id}><td>${fmt.day(act.at)}</td><td>${act.act}</td><td>${act.reason}</td><td>${act.by.role} <small>${act.by.id}</small></td><td><small>${act.about}</small></td></tr>`)}</tbody>
        </table></div>
      <//>
    </section>`;
  };
}

/**
 * Development: becoming a driver. A new one with a taxi is entered as an admin does it; one of the fleet is chosen as a dispatcher sees
 * them. All of it by the public API, and only where anybody may be anybody.
 *
 * @module
 */
import { newKey } from '../kit/api.js';
import { anybody, signIn, signOut } from '../kit/session.js';
import { remembered } from '../kit/signin.js';
import { Trouble, html } from '../kit/ui.js';
import { t } from '../kit/words.js';

const SEATS = 4;
const SHOWN = 200;

/**
 * @param {{started: import('../kit/start.js').Started, update: () => void, onDriver: (id: string) => void}} of
 */
export function createChoose({ started, update, onDriver }) {
  let name = '';
  let plate = `DEV-${String(Math.floor(Math.random() * 10_000)).padStart(4, '0')}`;
  let busy = false;
  /** @type {unknown} */
  let trouble = null;
  /** @type {any[] | undefined} */
  let fleet;
  let chosen = '';

  async function run(work) {
    busy = true;
    trouble = null;
    update();
    try {
      await work();
    } catch (problem) {
      trouble = problem;
    }
    busy = false;
    update();
  }

  function enter(event) {
    event.preventDefault();
    run(async () => {
      await signIn('admin');
      const admin = started.apiOf('admin');
      const driver = newKey();
      const taxi = newKey();
      await admin.put(`/v1/fleet/taxis/${taxi}`, { plate: plate.trim(), seats: SEATS });
      await admin.put(`/v1/fleet/drivers/${driver}`, { name: name.trim() || t('choose.somebody') });
      await signOut('admin');
      remembered.set('driver-taxi', taxi);
      onDriver(driver);
    });
  }

  function list() {
    run(async () => {
      await anybody('dispatcher');
      fleet = (await started.apiOf('dispatcher').all('/v1/fleet/drivers', SHOWN)).filter(driver => !driver.standing || driver.standing === 'active');
      chosen = fleet[0]?.id ?? '';
    });
  }

  return function Choose() {
    const known = remembered.get('driver');
    return html`<div class="stack">
      ${known && html`<button type="button" class="main big" disabled=${busy} onClick=${() => onDriver(known)}>${t('choose.again')}</button>`}
      <form class="card stack" onSubmit=${enter}>
        <h2>${t('choose.new')}</h2>
        <div class="row even">
          <div><label for="driver-name">${t('choose.name')}</label><input id="driver-name" maxlength="80" autocomplete="name" value=${name} onInput=${event => { name = event.target.value; update(); }} /></div>
          <div><label for="plate">${t('rider.plate')}</label><input id="plate" required maxlength="16" autocomplete="off" value=${plate} onInput=${event => { plate = event.target.value; update(); }} /></div>
        </div>
        <button class=${known ? '' : 'main big'} disabled=${busy}>${busy ? t('loading') : t('choose.enter')}</button>
      </form>
      <div class="card stack">
        <h2>${t('choose.fleet')}</h2>
        ${fleet === undefined
          ? html`<button type="button" disabled=${busy} onClick=${list}>${t('choose.list')}</button>`
          : html`<label class="unseen" for="fleet">${t('choose.fleet')}</label><select id="fleet" value=${chosen} onChange=${event => { chosen = event.target.value; update(); }}>
              ${fleet.map(driver => html`<option key=${driver.id} value=${driver.id}>${driver.name}</option>`)}</select>
            <button type="button" disabled=${!chosen} onClick=${() => onDriver(chosen)}>${t('choose.be')}</button>`}
      </div>
      <${Trouble} problem=${trouble} />
    </div>`;
  };
}

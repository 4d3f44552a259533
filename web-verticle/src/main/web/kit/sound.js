/**
 * Sounds, made of tones: nothing is loaded. Browsers let a page sound only after somebody has touched it.
 *
 * @module
 */

/** Frequencies in hertz, one after another. */
const TUNES = Object.freeze({ offer: [880, 1175, 880, 1175], done: [660, 990], alarm: [740, 520, 740, 520, 740, 520] });
const TONE_SECONDS = 0.14;

/** @type {AudioContext | undefined} */
let audio;

/** Called by a tap or a key: from then on the page may sound. */
export function unlock() {
  audio ??= new AudioContext();
  if (audio.state === 'suspended') audio.resume().catch(() => undefined);
}

/** @returns {boolean} whether {@link play} is heard */
export function unlocked() {
  return audio?.state === 'running';
}

/** @param {keyof typeof TUNES} name */
export function play(name) {
  if (audio?.state !== 'running') return;
  TUNES[name].forEach((hertz, i) => {
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    const from = audio.currentTime + i * TONE_SECONDS;
    tone.frequency.value = hertz;
    tone.type = 'triangle';
    volume.gain.setValueAtTime(0.0001, from);
    volume.gain.exponentialRampToValueAtTime(0.35, from + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.0001, from + TONE_SECONDS);
    tone.connect(volume).connect(audio.destination);
    tone.start(from);
    tone.stop(from + TONE_SECONDS);
  });
}

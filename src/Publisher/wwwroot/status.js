// How the service is doing: a strip of facts, and a word of alarm where something is wrong.
import { getStatus } from './api.js';
import { rows } from './facts.js';
import { count, duration, moment, time } from './text.js';

const every = 30_000;

export class StatusStrip {
  constructor(strip, alarm) {
    Object.assign(this, { strip, alarm, status: null, reachable: true });
    setInterval(() => this.refresh(), every);
  }

  async refresh() {
    try {
      this.status = await getStatus();
      this.asked = performance.now();
      this.reachable = true;
    } catch {
      this.reachable = false;
    }
    this.draw();
  }

  /** Whether the service can be reached, as the event stream has it. */
  reach(reachable) {
    this.reachable = reachable;
    this.draw();
  }

  draw() {
    // The service's clock, going on while it cannot be asked.
    const now = this.status && Date.parse(this.status.now) + performance.now() - this.asked;
    const words = this.words(now);
    this.alarm.hidden = !words;
    this.alarm.textContent = words ?? '';
    if (this.status) this.strip.replaceChildren(...rows(facts(this.status, now)));
  }

  words(now) {
    if (!this.reachable) return 'No connection to the service. What has been loaded can still be looked at; the rest comes when it is back.';
    if (this.status?.problem) return `Analyses are not being published: ${this.status.problem}`;
    if (!this.status?.expectedBy) return null;
    const late = (now - Date.parse(this.status.expectedBy)) / 1000;
    return late > 0 ? `The next analysis is overdue: it was expected by ${moment(this.status.expectedBy)}, ${duration(late)} ago.` : null;
  }
}

function facts({ latest, expectedBy, lagRecords, active }, now) {
  const lag = ['Lag', lagRecords === null ? '–' : count(lagRecords), active ? `${lagRecords === 1 ? 'analysis' : 'analyses'} still to be published` : 'this instance stands by'];
  if (!latest) return [['Last analysis', 'none yet', ''], lag];
  const seen = latest.usedObservations + latest.withheldObservations + latest.rejectedObservations;
  const past = expectedBy === null, until = past ? 0 : (Date.parse(expectedBy) - now) / 1000;
  return [
    ['Last analysis', moment(latest.time), latest.publishedAt ? `${latest.outcome === 'ok' ? '' : 'not analysed, '}published ${duration((now - Date.parse(latest.publishedAt)) / 1000)} ago` : ''],
    past ? ['Delay', '–', 'replay of a time long past'] : ['Delay', latest.delaySeconds === null ? '–' : duration(latest.delaySeconds), 'from end of window to publication'],
    ['Observations used', count(latest.usedObservations), `${count(latest.withheldObservations)} withheld`],
    ['Rejected', count(latest.rejectedObservations), seen > 0 ? `${(100 * latest.rejectedObservations / seen).toFixed(1)} % of ${count(seen)}` : ''],
    ...past ? [] : [['Next', `by ${time(expectedBy)} UTC`, until < 0 ? `overdue by ${duration(-until)}` : `within ${duration(until)}`]],
    lag,
  ];
}

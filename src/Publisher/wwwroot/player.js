// Plays cycles one after the other: each is shown when it is there, and no faster than it can be looked at.
const frame = 450;

export class Player {
  /** step() shows the next cycle and resolves to whether there is one after it; onChange(playing). */
  constructor(step, onChange) {
    Object.assign(this, { step, onChange, run: 0, playing: false });
  }

  toggle() {
    if (this.playing) this.stop();
    else this.start();
  }

  async start() {
    const mine = ++this.run;
    this.tell(true);
    for (let more = true; more && mine === this.run;) {
      const pause = new Promise(resolve => setTimeout(resolve, frame));
      more = await this.step();
      await pause;
    }
    if (mine === this.run) this.tell(false);
  }

  stop() {
    this.run++;
    this.tell(false);
  }

  tell(playing) {
    this.playing = playing;
    this.onChange(playing);
  }
}

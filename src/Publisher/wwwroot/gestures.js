// Drag, pinch and wheel as movements of the map. A press that does not move is a click.
const clickReach = 5;

/** Calls pan(dx, dy), zoom(factor, x, y) -> whether it changed, settle(), click(x, y), hover(x, y), leave(); all in CSS pixels. */
export function watchGestures(element, { pan, zoom, settle, click, hover, leave }) {
  const fingers = new Map();
  let moved = 0, resting;

  const at = event => {
    const box = element.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  const grip = () => {
    const all = [...fingers.values()], n = all.length;
    const x = all.reduce((sum, p) => sum + p[0], 0) / n, y = all.reduce((sum, p) => sum + p[1], 0) / n;
    return { x, y, width: n > 1 ? Math.hypot(all[0][0] - all[1][0], all[0][1] - all[1][1]) : 0 };
  };

  element.addEventListener('pointerdown', event => {
    if (event.button !== 0) return;
    moved = fingers.size === 0 ? 0 : clickReach;
    fingers.set(event.pointerId, at(event));
    element.setPointerCapture(event.pointerId);
  });

  element.addEventListener('pointermove', event => {
    if (!fingers.has(event.pointerId)) {
      hover(...at(event));
      return;
    }
    const before = grip();
    fingers.set(event.pointerId, at(event));
    const now = grip(), [dx, dy] = [now.x - before.x, now.y - before.y];
    moved += Math.abs(dx) + Math.abs(dy);
    if (moved < clickReach) return;
    leave();
    // First, where the fingers were: at the whole world there is nothing to pan yet.
    if (before.width > 0) zoom(now.width / before.width, before.x, before.y);
    pan(dx, dy);
  });

  const lift = event => {
    if (!fingers.delete(event.pointerId)) return;
    if (event.type === 'pointerup' && moved < clickReach && fingers.size === 0) click(...at(event));
    else if (fingers.size === 0) settle();
  };
  element.addEventListener('pointerup', lift);
  element.addEventListener('pointercancel', lift);
  // A finger leaves when it is lifted: what a tap has told stays to be read.
  element.addEventListener('pointerleave', event => { if (event.pointerType !== 'touch') leave(); });

  element.addEventListener('wheel', event => {
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
    // Where the map can zoom no further the wheel moves the page.
    if (!zoom(Math.exp(-event.deltaY * lines * 0.0016), ...at(event))) return;
    event.preventDefault();
    clearTimeout(resting);
    resting = setTimeout(settle, 160);
  }, { passive: false });
}

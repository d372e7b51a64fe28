// Two panes side by side, each with its own scroll, follow one another: places with the same number stand at the same height.
// Links do the same without it, and where the panes stand one below the other it does nothing.
"use strict";

(() => {
  const room = (pane) => Math.max(0, pane.scrollHeight - pane.clientHeight);

  // How far down each numbered place of a pane is, by its number.
  const places = (pane) => {
    const beginning = pane.dataset.places;
    const top = pane.getBoundingClientRect().top + pane.clientTop - pane.scrollTop;
    const found = new Map();
    for (const place of pane.querySelectorAll(`[id^="${beginning}"]`)) {
      const number = place.id.slice(beginning.length);
      if (/^\d+$/.test(number)) found.set(number, place.getBoundingClientRect().top - top);
    }
    return found;
  };

  // The longest part of the list whose second heights grow: what stands elsewhere on the other side leads nowhere.
  const growing = (pairs) => {
    const ends = [];
    const before = new Array(pairs.length).fill(-1);
    pairs.forEach(([, height], place) => {
      let length = ends.findIndex((end) => pairs[end][1] >= height);
      if (length < 0) length = ends.length;
      before[place] = length > 0 ? ends[length - 1] : -1;
      ends[length] = place;
    });
    const kept = [];
    for (let place = ends.at(-1) ?? -1; place >= 0; place = before[place]) kept.unshift(pairs[place]);
    return kept;
  };

  // Heights of the one pane with those of the other that belong to them, from top to end.
  const joints = (lead, other) => {
    const theirs = places(other);
    const pairs = [...places(lead)]
      .filter(([number, height]) => theirs.has(number) && height > 0 && height < room(lead))
      .map(([number, height]) => [height, Math.min(theirs.get(number), room(other))])
      .sort((one, next) => one[0] - next[0]);
    return [[0, 0], ...growing(pairs), [room(lead), room(other)]];
  };

  const counterpart = (height, line) => {
    const end = Math.max(1, line.findIndex(([at]) => at >= height));
    const [from, low] = line[end - 1];
    const [to, high] = line[end];
    return to > from ? low + ((height - from) / (to - from)) * (high - low) : low;
  };

  for (const pair of document.querySelectorAll("[data-panes]")) {
    const panes = [...pair.querySelectorAll("[data-places]")];
    if (panes.length !== 2) continue;
    // Scrolling by this script is told like any other, and is not answered.
    const moved = new Map();
    for (const [place, pane] of panes.entries()) {
      const other = panes[1 - place];
      pane.addEventListener(
        "scroll",
        () => {
          const expected = moved.get(pane);
          moved.delete(pane);
          if (expected !== undefined && Math.abs(expected - pane.scrollTop) < 1) return;
          if (room(pane) === 0 || room(other) === 0) return;
          const before = other.scrollTop;
          other.scrollTop = counterpart(pane.scrollTop, joints(pane, other));
          if (other.scrollTop !== before) moved.set(other, other.scrollTop);
        },
        { passive: true },
      );
    }
  }
})();

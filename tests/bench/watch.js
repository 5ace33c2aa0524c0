// Runs in the page, before anything of its own: when it painted, when every tile had its number, how much it moved.
window.watched = { paint: 0, tiles: 0, shift: 0 };
const observe = (type, take) =>
  new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
observe('largest-contentful-paint', (entry) => {
  window.watched.paint = entry.startTime;
});
observe('layout-shift', (entry) => {
  window.watched.shift += entry.value;
});
const look = () => {
  const tiles = [...document.querySelectorAll('.strip .stat')];
  const shown = tiles.every((tile) => /\d/.test(tile.querySelector('.stat-value')?.textContent ?? ''));
  if (tiles.length > 0 && shown) window.watched.tiles = performance.now();
  else requestAnimationFrame(look);
};
look();

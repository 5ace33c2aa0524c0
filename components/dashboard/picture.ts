import { download } from './download';

/** What is printed around a panel when it becomes an image, so that the image explains itself. */
export interface PictureWords {
  /** above the panel, small: page, company, the Demo mark */
  over: string[];
  /** under its title: period, filters, comparison */
  context: string[];
  /** below it: n, as-of time, definitions */
  foot: string[];
  file: string;
}

const PIXEL_RATIO = 2;
const LEAST_WIDTH = 440;
const PADDING = 22;
const LEFT_OUT = '.panel-menu, .segmented, .sort-mark, .recharts-tooltip-wrapper, .recharts-tooltip-cursor';
/** What a drawing has from the style sheet: the library takes drawings over as they are written. */
const DRAWN = [
  ...['fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-linejoin', 'stroke-linecap'],
  ...['vector-effect', 'paint-order', 'opacity', 'font-size', 'font-weight', 'letter-spacing', 'text-anchor'],
];

/**
 * Draws a panel as it stands on the page, in light colours whatever the theme, with what it is about in the image
 * itself, and hands it to the reader as a PNG. The library is fetched when the first image is wanted.
 */
export async function savePicture(panel: HTMLElement, words: PictureWords): Promise<void> {
  const { toBlob } = await import('html-to-image');
  const sheet = sheetOf(panel, words);
  const hidden = document.createElement('div');
  hidden.className = 'picture-place';
  hidden.inert = true;
  hidden.append(sheet);
  document.body.append(hidden);
  for (const part of sheet.querySelectorAll<SVGElement>('svg, svg *')) {
    const style = getComputedStyle(part);
    for (const name of DRAWN) part.style.setProperty(name, style.getPropertyValue(name));
  }
  try {
    const blob = await toBlob(sheet, { pixelRatio: PIXEL_RATIO, backgroundColor: '#ffffff', cacheBust: false });
    if (!blob) throw new Error('The browser made no image of it.');
    download(blob, words.file);
  } finally {
    hidden.remove();
  }
}

function sheetOf(panel: HTMLElement, { over, context, foot }: PictureWords): HTMLElement {
  const sheet = element('div', 'picture light-sheet');
  const copy = panel.cloneNode(true) as HTMLElement;
  for (const part of copy.querySelectorAll(LEFT_OUT)) part.remove();
  // A table that scrolls on the page is shown whole.
  const widest = Math.max(0, ...[...panel.querySelectorAll('.table')].map((table) => table.scrollWidth));
  // Its words are as wide as the panel, and break where it ends.
  sheet.style.width = `${Math.max(panel.clientWidth, widest + 34, LEAST_WIDTH) + 2 * PADDING}px`;
  sheet.append(lines('picture-over', over), lines('picture-context', context), copy, lines('picture-foot', foot));
  return sheet;
}

function lines(name: string, texts: string[]): HTMLElement {
  const block = element('div', name);
  for (const text of texts) block.append(element('p', '', text));
  return block;
}

function element(tag: string, name: string, text = ''): HTMLElement {
  const made = document.createElement(tag);
  made.className = name;
  made.textContent = text;
  return made;
}

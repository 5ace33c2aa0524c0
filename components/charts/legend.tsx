import type { PlotSeries } from './shared';

const backgrounds = {
  solid: (color: string) => color,
  stripes: (color: string) =>
    `repeating-linear-gradient(135deg, ${color} 0 3px, color-mix(in srgb, ${color} 45%, var(--surface)) 3px 4.5px)`,
  dots: (color: string) =>
    `radial-gradient(color-mix(in srgb, ${color} 25%, var(--surface)) 26%, ${color} 30%) 0 0 / 5px 5px`,
};

/** How a series is filled where it is an area: by hue, and by a pattern for who cannot see hues. */
export const fillOf = ({ pattern, color }: PlotSeries) => backgrounds[pattern ?? 'solid'](color);

/** Names of a chart's series, where they cannot be written beside them. */
export function Legend({ series }: { series: PlotSeries[] }) {
  return (
    <ul className="legend">
      {series.map((one) => (
        <li key={one.id}>
          <span className="swatch" style={{ background: fillOf(one) }} />
          {one.label}
        </li>
      ))}
    </ul>
  );
}

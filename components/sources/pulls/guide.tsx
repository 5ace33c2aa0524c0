import type { VendorInfo } from '@/lib/core/pulls';

/** Two minutes' reading: where to find what the form asks for, and which permission it needs. */
export function Guide({ vendor: { title, guide, documentation, trailingDays } }: { vendor: VendorInfo }) {
  return (
    <section className="pull-guide" aria-label={`Where to find it in ${title}`}>
      <h3>Where to find it</h3>
      <ol>
        {guide.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <p>
        {trailingDays === 1
          ? 'The last day is asked for again each time.'
          : `The last ${trailingDays} days are asked for again each time: ${title} still changes them.`}{' '}
        The same record twice changes nothing.
      </p>
      <p>See {documentation}.</p>
    </section>
  );
}

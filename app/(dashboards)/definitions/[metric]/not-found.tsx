import Link from 'next/link';
import { Message } from '@/components/shell/message';

export default function NoSuchMetric() {
  const all = (
    <Link className="button button-primary" href="/definitions">
      All definitions
    </Link>
  );
  return (
    <Message title="There is no figure of that name" action={all}>
      The address may be old, or a letter of it got lost. Every figure there is has its place in the list.
    </Message>
  );
}

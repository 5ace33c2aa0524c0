import { Message } from '@/components/shell/message';

export default function NotFound() {
  return <Message title="There is no such page">The address may be old, or a letter of it got lost.</Message>;
}

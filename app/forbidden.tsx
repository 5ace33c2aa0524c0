import { Message } from '@/components/shell/message';

export default function Forbidden() {
  return (
    <Message title="This page is not open to you">
      Your role does not include it. If your work needs it, ask an administrator of your workspace.
    </Message>
  );
}

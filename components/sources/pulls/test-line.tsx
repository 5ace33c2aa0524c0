import { Icon } from '@/components/ui/icon';

/** What the vendor said to a try. Always there, so that it is read out when it fills. */
export function TestLine({ tried, isBusy }: { tried: { isWell: boolean; said: string } | null; isBusy: boolean }) {
  return (
    <p className={tried && !isBusy ? `pull-tried ${tried.isWell ? 'is-well' : 'is-bad'}` : 'pull-tried'} role="status">
      {isBusy && 'Asking the vendor …'}
      {!isBusy && tried && (
        <>
          <Icon name={tried.isWell ? 'check' : 'cross'} size={14} />
          <span>{tried.said}</span>
        </>
      )}
    </p>
  );
}

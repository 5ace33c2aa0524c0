import type { ReactNode } from 'react';

interface DialogFootProps {
  /** the verb on its button; absent where there is only the way out */
  act?: ReactNode;
  /** what stands there while it is being done */
  acting?: string;
  isBusy?: boolean;
  isDisabled?: boolean;
  /** it cannot be taken back */
  isDanger?: boolean;
  /** absent where the button sends its form */
  onAct?: () => void;
  /** what the way out is called */
  out?: string;
  onOut: () => void;
  /** further ways, between the two */
  children?: ReactNode;
}

/** The foot of a dialog: what it is for, then the way out. */
export function DialogFoot(props: DialogFootProps) {
  const { act, acting = 'One moment …', isBusy = false, isDisabled = false, isDanger = false } = props;
  const { onAct, out = 'Cancel', onOut, children } = props;
  return (
    <p className="dialog-foot">
      {act && (
        <button
          type={onAct ? 'button' : 'submit'}
          className={isDanger ? 'button button-danger' : 'button button-primary'}
          disabled={isBusy || isDisabled}
          onClick={onAct}
        >
          {isBusy ? acting : act}
        </button>
      )}
      {children}
      <button type="button" className="button" onClick={onOut}>
        {out}
      </button>
    </p>
  );
}

import { type ReactNode, useId } from 'react';
import { Icon } from '@/components/ui/icon';

interface ControlProps {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
}

interface FieldProps {
  label: ReactNode;
  hint?: ReactNode;
  error?: string;
  /** narrow fields do not stretch over the page */
  narrow?: boolean;
  children: (control: ControlProps) => ReactNode;
}

/** A labelled control; its hint and its error are read out with it. */
export function Field({ label, hint, error, narrow, children }: FieldProps) {
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div className={narrow ? 'form-field is-narrow' : 'form-field'}>
      <label htmlFor={id}>{label}</label>
      {children({ id, 'aria-describedby': described || undefined, 'aria-invalid': error ? true : undefined })}
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
      {hint && (
        <p className="form-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}

export function FieldError({ id, children }: { id?: string; children: ReactNode }) {
  return (
    <p className="field-error" id={id}>
      <Icon name="cross" size={12} />
      {children}
    </p>
  );
}

/** A refusal that belongs to no field. Always there, so that it is read out when it fills. */
export function FormError({ children }: { children: ReactNode }) {
  return (
    <p className="form-error" role="alert">
      {children}
    </p>
  );
}

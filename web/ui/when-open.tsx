/** Dialogs that few people open: each is loaded when it is first asked for. */
import type { ComponentType, FunctionComponent } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { t } from '../i18n/i18n.ts';
import { Dialog } from './dialog.tsx';

type Opened = { open: boolean; onClose: () => void };

/** The dialog that `load` brings; says so when it cannot be had, and is asked for again the next time. */
export function whenOpen<P extends Opened>(load: () => Promise<ComponentType<P>>): FunctionComponent<P> {
  return (props) => {
    const [inner, setInner] = useState<{ Shown: ComponentType<P> | typeof Unreachable } | null>(null);
    const { open } = props;
    useEffect(() => {
      if (!open || (inner && inner.Shown !== Unreachable)) return;
      let gone = false;
      const show = (Shown: ComponentType<P> | typeof Unreachable) => gone || setInner({ Shown });
      load().then(show, () => show(Unreachable));
      return () => {
        gone = true;
      };
    }, [open]);
    return inner && <inner.Shown {...props} />;
  };
}

/** Offline, or the server is away. */
function Unreachable({ open, onClose }: Opened) {
  return (
    <Dialog title={t('frame.unreachable')} open={open} onClose={onClose}>
      <p>{t('frame.unreachableWhy')}</p>
    </Dialog>
  );
}

/** Whether the chart by day also shows the period before; kept in the URL. */
import { useLocation, useRoute } from 'preact-iso';
import { t } from '../i18n/i18n.ts';
import { Button } from '../ui/button.tsx';

export function CompareSwitch() {
  const { path, query } = useRoute();
  const { route } = useLocation();
  const on = query.compare === 'before';
  function turn(): void {
    const { compare: _compare, ...others } = query;
    route(`${path}?${new URLSearchParams(on ? others : { ...others, compare: 'before' })}`);
  }
  return (
    <Button size="small" onClick={turn}>
      {t(on ? 'statistics.withoutBefore' : 'statistics.withBefore')}
    </Button>
  );
}

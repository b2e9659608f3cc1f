import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { paths } from '@/app/paths';
import type { CallRow } from '@/api/types';
import { Deadline, When } from '@/ui/When';
import { useWords } from '@/ui/words';
import { CallStatus } from './CallStatus';

/** Calls as a visitor reads them: title, programme, one paragraph, when it closes. */
export function CallItems({ calls }: { calls: readonly CallRow[] }) {
  const { t } = useTranslation('calls');
  const words = useWords();
  return (
    <ul className="calls">
      {calls.map((call) => (
        <li key={call.id}>
          <div>
            <h3><Link to={paths.call(call.id)}>{call.title}</Link></h3>
            <p className="clamp">{call.summary}</p>
            <span className="row small muted">
              <span>{words(call.programmeName)}</span>
              <span>{t('year', { year: call.year })}</span>
            </span>
          </div>
          <div className="dates small">
            <CallStatus status={call.status} /><br />
            {call.status === 'scheduled'
              ? <>{t('opens')} <When at={call.opens} /></>
              : <>{t('closes')} {call.status === 'open' ? <Deadline at={call.closes} inline /> : <When at={call.closes} />}</>}
          </div>
        </li>
      ))}
    </ul>
  );
}

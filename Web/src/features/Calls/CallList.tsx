import { useTranslation } from 'react-i18next';
import { Page } from '@/ui/Page';
import { Choice, FindForm, PublicList } from '@/ui/PublicList';
import { Empty } from '@/ui/States';
import { useUrlState } from '@/ui/urlState';
import { useWords } from '@/ui/words';
import { paths } from '@/app/paths';
import { CallItems } from './CallItems';
import { useCalls, useProgrammes } from './queries';

const defaults = { search: '', status: '', programme: '', after: '' };

/** All published calls, by words, state and programme. */
export function CallList() {
  const { t } = useTranslation('calls');
  const { t: shell } = useTranslation();
  const words = useWords();
  const [wish, change] = useUrlState(defaults);
  const calls = useCalls(wish);
  const programmes = useProgrammes();
  return (
    <Page title={t('list')} crumbs={[{ name: shell('nav.portal'), to: paths.portal() }]}>
      <FindForm label={t('words')} value={wish.search} onFind={(search) => change({ search })}>
        <Choice
          label={t('state')} any={t('any')} value={wish.status} onChoose={(status) => change({ status })}
          options={['open', 'scheduled', 'closed'].map((status) => ({ value: status, label: t(`status.${status}`) }))}
        />
        <Choice
          label={t('programme')} any={t('any')} value={wish.programme} onChoose={(programme) => change({ programme })}
          options={(programmes.data?.items ?? []).map((programme) => ({ value: programme.id, label: words(programme.name) }))}
        />
      </FindForm>
      <PublicList
        query={calls} after={wish.after} onPage={(after) => change({ after })} empty={<Empty title={t('none')} hint={t('noneHint')} />}
      >
        {(items) => <CallItems calls={items} />}
      </PublicList>
    </Page>
  );
}

import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { paths } from '@/app/paths';
import { Page } from '@/ui/Page';
import { Loaded } from '@/ui/States';
import { Judging } from './Judging';
import { Record } from './Record';
import { useExpert } from './queries';

/** An expert as office and register see them, with what they can decide now. */
export function ExpertPage() {
  const { t } = useTranslation('experts');
  const { t: shell } = useTranslation();
  const { expert: id = '' } = useParams();
  const expert = useExpert(id);
  return (
    <Page
      title={expert.data?.person.name ?? t('expert')}
      crumbs={[{ name: shell('nav.tasks'), to: paths.tasks() }, { name: t('register'), to: paths.experts() }]}
      actions={expert.data && <Judging expert={expert.data} />}
    >
      <Loaded query={expert}>{(found) => <Record expert={found} />}</Loaded>
    </Page>
  );
}

import { Checkbox } from 'antd';
import { useTranslation } from 'react-i18next';
import { Loaded } from '@/ui/States';
import { useHeldProjects } from './rounds';

/** Which projects of the stage the round takes in; null for all of them. */
export function PickProjects({ call, stage, value = null, onChange }: {
  call: string; stage: string; value?: string[] | null; onChange?: (projects: string[] | null) => void;
}) {
  const { t } = useTranslation('reviews');
  const held = useHeldProjects(call, stage);
  return (
    <Loaded query={held} lines={3}>
      {({ items, total }) => {
        const chosen = value ?? items.map((each) => each.id);
        return (
          <fieldset className="review-pick">
            <legend className="sr">{t('round.projects')}</legend>
            <Checkbox
              checked={value === null} indeterminate={value !== null && value.length > 0}
              onChange={(event) => onChange?.(event.target.checked ? null : [])}
            >
              {t('round.allProjects', { count: total })}
            </Checkbox>
            <Checkbox.Group className="review-projects" value={chosen} onChange={(ids) => onChange?.(ids.length === total ? null : ids)}>
              {items.map((each) => (
                <Checkbox key={each.id} value={each.id}>{each.title} <span className="small muted">{each.entity}</span></Checkbox>
              ))}
            </Checkbox.Group>
          </fieldset>
        );
      }}
    </Loaded>
  );
}

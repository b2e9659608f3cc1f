import { useTranslation } from 'react-i18next';
import { sentence } from '@/ui/sentences';
import type { Place } from '../model/places';
import { findingsAt, useEditing } from './editing';

/** What the check says of exactly this place. */
export function FindingsAt({ place }: { place: Place }) {
  const { t } = useTranslation();
  const { findings } = useEditing();
  return findingsAt(findings, place).map((finding, no) => (
    <div key={no} className={finding.warning ? 'd-warning' : 'field-error'}>{sentence(t, finding)}</div>
  ));
}

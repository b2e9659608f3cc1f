import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { PreviewProps } from '@/ui/preview';
import { useSame } from '@/ui/same';
import { sentence } from '@/ui/sentences';
import { useWords } from '@/ui/words';
import { conditioned } from '@/ui/reading/conditions';
import type { Ui } from '@/ui/reading/fieldKinds';
import type { Schema } from '@/ui/reading/schema';
import type { FormContext } from './fields/context';
import { SectionForm } from './fields/SectionForm';
import { shownFindings } from './findings';
import { judge } from './rules';
import './form.css';

/** A section that belongs to no project: the same fields, the same conditions and checks, nothing saved. */
export function SectionPreview({ section, schema, ui, content, whole, onChange }: PreviewProps) {
  const { t } = useTranslation();
  const words = useWords();
  const shape = schema as Schema;
  const look = ui as Ui;
  const conditions = useMemo(
    () => conditioned(shape, look, content, { form: { [section]: content } }), [shape, look, content, section]);
  const hidden = useSame(conditions.hidden);
  const required = useSame(conditions.required);
  const findings = useSame(useMemo(() => {
    const names = Object.keys(shape.properties ?? {});
    const judged = judge(look['ui:rules'] ?? [], conditions.content as Record<string, unknown>, { names, depth: 1 }, whole);
    return shownFindings(shape, look, conditions, [], whole, [judged]);
  }, [shape, look, conditions, whole]));
  const context = useMemo<FormContext>(() => ({
    project: '', form: '', section, words, found: findings, hidden, required,
    errorsAt: (path) => findings.filter((finding) => finding.field === path).map((finding) => sentence(t, finding)),
  }), [section, words, findings, hidden, required, t]);
  return <SectionForm schema={schema} ui={ui} content={content} editable context={context} onChange={onChange} />;
}

import { Outlet } from 'react-router';
import { SectionPreview } from '@/features/Projects/preview';
import { PreviewContext, type PreviewProps } from '@/ui/preview';

const show = (props: PreviewProps) => <SectionPreview {...props} />;

/** Pages on which programmes are designed: they show forms with the very component applicants fill them in with. */
export function Designing() {
  return <PreviewContext value={show}><Outlet /></PreviewContext>;
}

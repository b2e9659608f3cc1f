import type { components } from './schema';

type Schemas = components['schemas'];

/** Names for what the generated document describes; nothing is described here a second time. */
export type Allowed = Schemas['Allowed'];
export type CallRow = Schemas['CallRow'];
export type CallView = Schemas['CallView'];
export type DraftCall = Schemas['DraftCall'];
export type FormView = Schemas['FormView'];
export type IdentityView = Schemas['IdentityView'];
export type JournalEntryView = Schemas['JournalEntryView'];
export type JournalRow = Schemas['JournalRow'];
export type AccessRow = Schemas['AccessRow'];
export type StuckRow = Schemas['StuckRow'];
export type LegalEntityRow = Schemas['LegalEntityRow'];
export type LegalEntityView = Schemas['LegalEntityView'];
export type MessageView = Schemas['MessageView'];
export type NoticeRow = Schemas['NoticeRow'];
export type PersonRow = Schemas['PersonRow'];
export type ProjectCount = Schemas['ProjectCount'];
export type ProjectRow = Schemas['ProjectRow'];
export type ProjectView = Schemas['ProjectView'];
export type Refusal = Schemas['Refusal'];
export type SectionView = Schemas['SectionView'];
export type SessionView = Schemas['SessionView'];
export type StageView = Schemas['StageView'];
export type TaskRow = Schemas['TaskRow'];
export type TaskView = Schemas['TaskView'];
export type TrailEntry = Schemas['TrailEntry'];
export type TrailView = Schemas['TrailView'];
export type Words = Schemas['Words'];

export { JournalSearch } from './JournalSearch';
export { JournalEntry } from './JournalEntry';
export { AccessLog } from './AccessLog';
export { StuckRows } from './StuckRows';

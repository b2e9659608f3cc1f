export { JournalSearch } from './JournalSearch';
export { JournalEntry } from './JournalEntry';
export { AccessLog } from './AccessLog';
export { CalendarPage } from './CalendarPage';
export { StuckRows } from './StuckRows';

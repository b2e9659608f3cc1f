import calls from './calls.json';
import documents from './documents.json';
import entities from './entities.json';
import errors from './errors.json';
import experts from './experts.json';
import help from './help.json';
import identity from './identity.json';
import messages from './messages.json';
import projects from './projects.json';
import publications from './publications.json';
import reviews from './reviews.json';
import rules from './rules.json';
import shell from './shell.json';
import supervision from './supervision.json';
import trail from './trail.json';
import work from './work.json';

export default {
  calls, documents, entities, errors, experts, help, identity, messages, projects, publications, reviews, rules,
  shell, supervision, trail, work,
};

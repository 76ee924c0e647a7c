import type { Script } from '../script.ts';
import { aYearOfParticipatoryBudgeting } from './a-year-of-participatory-budgeting.ts';
import { dialogueAcrossDifference } from './dialogue-across-difference.ts';
import { emergenceOfANewPublic } from './emergence-of-a-new-public.ts';
import { neighboursWhoLookOut } from './neighbours-who-look-out.ts';
import { onePageProposal } from './one-page-proposal.ts';
import { openingBeforeDeciding } from './opening-before-deciding.ts';

/** What is shown and said in each lecture, by the lecture's slug. */
export const scripts: Record<string, Script> = {
  'emergence-of-a-new-public': emergenceOfANewPublic,
  'dialogue-across-difference': dialogueAcrossDifference,
  'a-year-of-participatory-budgeting': aYearOfParticipatoryBudgeting,
  'one-page-proposal': onePageProposal,
  'neighbours-who-look-out': neighboursWhoLookOut,
  'opening-before-deciding': openingBeforeDeciding,
};

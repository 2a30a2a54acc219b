import type {PortalList} from '../../sync/row.ts';
import type {StalkerChannel} from './channel.ts';
import type {BillingChannels} from './compare.ts';

/** What stands for a side that has not answered: never to be taken for an empty list. */
export const empty: {readonly stalker: PortalList<StalkerChannel>; readonly billing: BillingChannels} = {
	stalker: {items: [], invalid: [], warnings: []},
	billing: {channels: [], providers: []},
};

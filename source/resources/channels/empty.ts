import type {PortalList} from '../../sync/row.ts';
import type {StalkerChannel} from './channel.ts';
import type {BillingChannels} from './compare.ts';

/** Stands for a side that has not been read; distinct from an empty list. */
export const empty: {readonly stalker: PortalList<StalkerChannel>; readonly billing: BillingChannels} = {
	stalker: {items: [], invalid: [], warnings: []},
	billing: {channels: [], providers: []},
};

import type {Reading} from '../../sync/row.ts';
import type {Channel} from './channel.ts';
import type {KnownChannels} from './compare.ts';

/** What stands for a side that has not answered: never to be taken for an empty list. */
export const nothing: {readonly theirs: Reading<Channel>; readonly ours: KnownChannels} = {
	theirs: {items: [], bad: [], warnings: []},
	ours: {channels: [], providers: []},
};

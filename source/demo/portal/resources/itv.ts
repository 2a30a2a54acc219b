import {numberOf} from '../column.ts';
import {Refusal, type Outcome} from '../envelope.ts';
import type {Call} from '../request.ts';
import type {Channel, PortalState} from '../state.ts';

/** `itv`: the channels. MySQL reads the identifiers as numbers (`1abc` is 1); unknown ones are left out. */
export const itv = {
	get: (state: PortalState, call: Call): Outcome => ({results: named(state, call).map(showChannel)}),

	update(state: PortalState, call: Call): Outcome {
		if (call.form.size === 0) throw new Refusal('HTTP PUT data is empty');
		const status = call.form.get('monitoring_status');
		if (typeof status !== 'string') throw new Refusal('Update data is empty');
		if (call.ids.length === 0) throw new Refusal('Empty channel id');
		for (const channel of named(state, call)) channel.monitoring_status = status;
		return {results: {}};
	},
};

function named({channels}: PortalState, {ids}: Call): readonly Channel[] {
	const numbers = new Set(ids.map(numberOf));
	return ids.length === 0 ? channels : channels.filter(({id}) => numbers.has(id));
}

const showChannel = (channel: Channel) => ({
	id: String(channel.id),
	name: channel.name,
	number: channel.number,
	base_ch: channel.base_ch,
	hd: channel.hd,
	enable_monitoring: channel.enable_monitoring,
	url: channel.monitoring_url,
});

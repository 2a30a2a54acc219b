import {toMySqlInteger} from '../column-values.ts';
import {ApiError, type ResourceResult} from '../response.ts';
import type {ApiCall} from '../parse-request.ts';
import type {ItvChannel, PortalState} from '../state.ts';

/** `itv`: the channels. MySQL reads the identifiers as numbers (`1abc` is 1); unknown ones are left out. */
export const itv = {
	get: (state: PortalState, call: ApiCall): ResourceResult => ({
		results: findChannels(state, call).map(toChannelJson),
	}),

	update(state: PortalState, call: ApiCall): ResourceResult {
		if (call.form.size === 0) throw new ApiError('HTTP PUT data is empty');
		const status = call.form.get('monitoring_status');
		if (typeof status !== 'string') throw new ApiError('Update data is empty');
		if (call.ids.length === 0) throw new ApiError('Empty channel id');
		for (const channel of findChannels(state, call)) channel.monitoring_status = status;
		return {results: {}};
	},
};

function findChannels({channels}: PortalState, {ids}: ApiCall): readonly ItvChannel[] {
	const numbers = new Set(ids.map(toMySqlInteger));
	return ids.length === 0 ? channels : channels.filter(({id}) => numbers.has(id));
}

const toChannelJson = (channel: ItvChannel) => ({
	id: String(channel.id),
	name: channel.name,
	number: channel.number,
	base_ch: channel.base_ch,
	hd: channel.hd,
	enable_monitoring: channel.enable_monitoring,
	url: channel.monitoring_url,
});

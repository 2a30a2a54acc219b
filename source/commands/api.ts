import {StalkerUnsafe} from '../stalker/errors.ts';
import {knownResources, type Looked} from '../stalker/look.ts';
import {sayingOf} from '../sync/saying.ts';
import {harmlessJson, harmlessLines} from '../terminal/harmless.ts';
import {UsageError, type Command} from './command.ts';
import {say} from '../words/words.ts';

/** `api GET accounts/100001`: any resource, as the portal answers it. Nothing can be changed by it. */
export const apiCommand: Command = {
	words: ['api'],
	args: 'GET PATH',
	most: 2,
	about: words => words.commands.about.api,
	flags: [],
	async run({args: [method, path], flags, words, tell, stalker, signal}) {
		if (method === undefined || path === undefined || method.toUpperCase() !== 'GET')
			throw new UsageError(say('usage-api', {known: knownResources}));
		const answer = await asked(async () => (await stalker()).look(path, {signal}));
		const {status, milliseconds, bytes, failure} = answer;
		tell(words.replies.answered(status, Math.round(milliseconds), bytes));
		const data = {status, milliseconds: Math.round(milliseconds), bytes, body: bodyOf(answer)};
		const text = 'results' in answer ? harmlessJson(answer.results, 2) : harmlessLines(answer.text);
		if (!failure) return {exit: 0, data, text};
		if (flags['json'] === true)
			return {exit: 1, data, text, refused: {code: 'failed', values: {message: sayingOf(failure)}}};
		tell(words.tell(sayingOf(failure)));
		return {exit: 1, data, text};
	},
};

/** A path that would not arrive as it is was typed by the caller. */
async function asked(look: () => Promise<Looked>): Promise<Looked> {
	try {
		return await look();
	} catch (error) {
		if (error instanceof StalkerUnsafe) throw new UsageError(sayingOf(error));
		throw error;
	}
}

/** The whole document where the body is one, else the text. */
function bodyOf({text}: Looked): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}

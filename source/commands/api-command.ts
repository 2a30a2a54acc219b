import {StalkerUnsafeRequest} from '../stalker/errors.ts';
import {knownResources} from '../stalker/portal-url.ts';
import type {RawResponse} from '../stalker/raw-response.ts';
import {sanitizeJson, sanitizeLines} from '../terminal/sanitize.ts';
import {UsageError, type Command} from './command.ts';
import {message} from '../i18n/translator.ts';
import {errorMessage} from '../i18n/message.ts';

/** `api GET accounts/100001`: prints the portal's answer for any resource. It can only read. */
export const apiCommand: Command = {
	words: ['api'],
	args: 'GET PATH',
	maxArguments: 2,
	argumentValues: ['GET'],
	description: translator => translator.commandHelp.about.api,
	flags: [],
	async run({args: [method, path], flags, translator, report, stalker, signal}) {
		if (method === undefined || path === undefined || method.toUpperCase() !== 'GET')
			throw new UsageError(message('usage-api', {known: knownResources}));
		const answer = await orUsageError(async () => (await stalker()).readRaw(path, {signal}));
		const {status, milliseconds, bytes, failure} = answer;
		report(translator.cliMessages.answered(status, Math.round(milliseconds), bytes));
		const data = {status, milliseconds: Math.round(milliseconds), bytes, body: parseBody(answer)};
		const text = 'results' in answer ? sanitizeJson(answer.results, 2) : sanitizeLines(answer.text);
		if (!failure) return {exitCode: 0, data, text};
		if (flags['json'] === true)
			return {exitCode: 1, data, text, refused: {code: 'failed', values: {message: errorMessage(failure)}}};
		report(translator.t(errorMessage(failure)));
		return {exitCode: 1, data, text};
	},
};

/** Runs a request; a path that cannot be sent safely becomes a `UsageError`, since the caller typed it. */
async function orUsageError(request: () => Promise<RawResponse>): Promise<RawResponse> {
	try {
		return await request();
	} catch (error) {
		if (error instanceof StalkerUnsafeRequest) throw new UsageError(errorMessage(error));
		throw error;
	}
}

/** The body as JSON where it is JSON, else as text. */
function parseBody({text}: RawResponse): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}

import {errorMessage} from '../../i18n/message.ts';
import type {Translator} from '../../i18n/translator.ts';

/** The result of one check. `said` is one sentence or several, with the way out where `ok` is false. */
export type CheckResult = {
	readonly name: keyof Translator['cliMessages']['doctor']['checks'];
	/** The portal that it is about, where there are several. */
	readonly portal?: string;
	readonly ok: boolean;
	readonly said: string;
	/** Of a list of the portal that cannot be read: the screens that cannot work without it. */
	readonly screens?: readonly string[];
};

/** Runs a check; an error is its result. */
export async function runCheck(
	name: CheckResult['name'],
	translator: Translator,
	read: () => Promise<string>,
): Promise<CheckResult> {
	try {
		return {name, ok: true, said: await read()};
	} catch (error) {
		return {name, ok: false, said: translator.t(errorMessage(error))};
	}
}

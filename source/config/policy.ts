import {message} from '../i18n/translator.ts';
import {ConfigError} from './errors.ts';
import {policyKinds, policyUses, switchingOff, type PolicyKind, type Settings} from './settings.ts';

/** Which differences `apply` fixes without asking, and how many at most. */
export type Policy = {
	/** The kinds that are fixed, each with the system that is right. */
	readonly uses: ReadonlyMap<PolicyKind, 'billing' | 'stalker'>;
	/** The most changes of one call. */
	readonly maxChanges: number;
	/** The most changes of one list, in percent of its rows. */
	readonly maxShare: number;
};

const defaultMaxChanges = 100;
const defaultMaxShare = 5;

/** Reads the policy from settings of one portal. Throws `ConfigError` for what a policy may not do. */
export function parsePolicy(settings: Settings): Policy {
	const uses = new Map<PolicyKind, 'billing' | 'stalker'>();
	for (const kind of policyKinds) {
		const {value, from} = settings[`policy.${kind}`] ?? {value: 'none', from: ''};
		if (value === 'none') continue;
		const allowed: readonly string[] = policyUses[kind];
		if (!allowed.includes(String(value)))
			throw new ConfigError(
				message('policy-value', {kind, value: String(value), from, known: [...allowed, 'none']}),
			);
		if (switchingOff.includes(kind) && settings['policy.allow_switch_off']?.value !== true)
			throw new ConfigError(message('policy-switch-off', {kind, from}));
		uses.set(kind, value as 'billing' | 'stalker');
	}

	return {
		uses,
		maxChanges: limit(settings, 'policy.max_changes', defaultMaxChanges, Number.isSafeInteger),
		maxShare: limit(settings, 'policy.max_share', defaultMaxShare, value => value <= 100),
	};
}

function limit(
	settings: Settings,
	key: 'policy.max_changes' | 'policy.max_share',
	whenAbsent: number,
	fits: (value: number) => boolean,
): number {
	const setting = settings[key];
	if (!setting) return whenAbsent;
	const value = Number(setting.value);
	if (value > 0 && fits(value)) return value;
	throw new ConfigError(message('policy-limit', {key, value: String(setting.value), from: setting.from}));
}

import type {Dictionary} from '../en/index.ts';
import {count, rowCount} from './plural.ts';

const changeCount = (n: number): string => count(n, 'зміна', 'зміни', 'змін');

const limitHint = 'Якщо так і має бути, збільште його в [policy].';

/** Ukrainian: refusals of `plan` and `apply`. */
export const policyMessages = {
	'plan-asks': ({questions}) => `На це має погодитися людина: ${questions.join(' ')}`,
	'plan-short': ({title, got, baseline, command}) =>
		`${title}: портал надіслав лише ${rowCount(got)}, а очікувалося ${baseline}. За такою відповіддю нічого не планується й не записується. Якщо так і є: ${command}`,
	'plan-too-many': ({n, most}) =>
		`У плані ${changeCount(n)}, це більше за max_changes = ${most}: нічого не записано. ${limitHint}`,
	'plan-share': ({title, n, rows, most, share}) =>
		`План змінює ${n} із ${rows} рядків (${title}), це більше за ${most} (max_share = ${share} %): нічого не записано. ${limitHint}`,
	'policy-balance': ({login, balance}: {login: string; balance: string}) =>
		`«${login}» має у Stalker баланс ${balance}, а депозит нового абонента в білінгу — 0. Політика для E2 наступного разу замінила б баланс цим нулем. Додайте обліковий запис вручну й уведіть депозит у білінгу.`,
	'policy-deposit': ({login, balance}: {login: string; balance: string}) =>
		`«${login}» має у Stalker баланс ${balance}, а в білінгу депозит 0. Якщо депозити там не ведуться, 0 — не баланс: порівняйте їх вручну.`,
	'plan-stale': () => 'Уже не так, як було під час планування, або політика інша.',
	'apply-running': () => 'На цьому порталі вже працює інший apply; цей нічого не зробив.',
} satisfies Partial<Dictionary['messages']>;

/** Ukrainian: what `plan` and `apply` print. */
export const policyTexts: Dictionary['policy'] = {
	planned: (title, {n, kinds, waiting}) =>
		[
			n === 0 ? `${title}: змін немає` : `${title}: ${changeCount(n)}: ${kinds}`,
			...(waiting > 0 ? [`ще ${waiting}, коли це буде записано`] : []),
		].join('; '),
	plannedAll: n =>
		n === 0
			? 'Змінювати нічого.'
			: `Заплановано: ${changeCount(n)}; нічого не записано. Записує stalker-console apply.`,
	planFile: file => `План у ${file}; stalker-console apply ${file} запише те, що й досі так.`,
	applied: (title, kinds, {done, of, failed, stale}) =>
		[
			`${title}: записано змін: ${done} із ${of}${kinds === '' ? '' : `: ${kinds}`}`,
			...(failed > 0 ? [`не вдалося: ${failed}`] : []),
			...(stale > 0 ? [`застаріло: ${stale}`] : []),
		].join('; '),
	appliedAll: ({done, of, failed, stale}) =>
		of === 0
			? 'Змінювати нічого.'
			: failed + stale === 0
				? `Записано: ${changeCount(of)}.`
				: `Записано змін: ${done} із ${of}; не вдалося: ${failed}; застаріло: ${stale}.${failed > 0 ? ' Та сама команда продовжить.' : ''}`,
	unwritten: ({is, reason, n, rows}) =>
		`${{refused: 'Відмовлено', failed: 'Не вдалося', stale: 'Застаріло'}[is]} (${n}: ${rows}): ${reason}`,
	moreUnwritten: n => `Ще не записано з інших причин: ${rowCount(n)}; див. --json.`,
	entries: ids => `Журнал: ${ids.join(', ')}. Скасувати: stalker-console journal undo N`,
};
